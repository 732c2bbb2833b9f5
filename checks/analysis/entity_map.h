#pragma once
// EntityMap: a map by entity for tables of the whole program that are asked at every event. Names
// are numbered as they are met, so that what a unit declares lies together, as it is asked for;
// in a hash map it would lie anywhere.

#include "analysis/entity.h"
#include "analysis/flat_map.h"

#include <algorithm>
#include <deque>
#include <utility>
#include <vector>

namespace looplint {

/// Values stay where they are, in the order in which they were added.
template <class T>
class EntityMap {
  public:
    /// Null if there is none.
    const T* find(const Entity& entity) const {
        const uint32_t number = numberOf(entity);
        return number == 0 ? nullptr : &items_[number - 1].second;
    }
    T* find(const Entity& entity) { return const_cast<T*>(std::as_const(*this).find(entity)); }
    /// Adds a default value if there is none.
    T& operator[](const Entity& entity) { return add(entity).first; }
    /// The value, and whether it is new.
    std::pair<T&, bool> add(const Entity& entity) {
        uint32_t& number = slotOf(entity);
        const bool isNew = number == 0;
        if (isNew) {
            number = static_cast<uint32_t>(items_.size()) + 1;
            items_.emplace_back(entity, T());
        }
        return {items_[number - 1].second, isNew};
    }

    auto begin() { return items_.begin(); }
    auto end() { return items_.end(); }
    auto begin() const { return items_.begin(); }
    auto end() const { return items_.end(); }

  private:
    uint32_t numberOf(const Entity& entity) const {
        if (!entity.unit)
            return entity.usr.index() < external_.size() ? external_[entity.usr.index()] : 0;
        const auto known = internal_.find(entity);
        return known == internal_.end() ? 0 : known->second;
    }
    uint32_t& slotOf(const Entity& entity) {
        if (entity.unit) return internal_[entity];
        const size_t index = entity.usr.index();
        if (index >= external_.size()) external_.resize(std::max(Name::count(), index + 1));
        return external_[index];
    }

    std::deque<std::pair<Entity, T>> items_;
    std::vector<uint32_t> external_;     // by name: which item, from 1; 0: none …
    FlatMap<Entity, uint32_t> internal_; // … and of those with internal linkage
};

} // namespace looplint
