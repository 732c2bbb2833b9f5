#include "analysis/body.h"

#include <unordered_map>
#include <unordered_set>

namespace looplint {

namespace {
class Reader {
  public:
    Mentions read(const List<Event>& events, const List<Block>& blocks) {
        for (const Event& event : events) read(event);
        for (const Block& block : blocks)
            if (block.condition) read(*block.condition);
        return std::move(all_);
    }

  private:
    template <class T>
    static void add(List<T>& list, std::unordered_set<T>& seen, const T& item) {
        if (item != T{} && seen.insert(item).second) list.push_back(item);
    }
    void name(Name name) { add(all_.names, names_, name); }

    void read(const Event& event) {
        const bool isByValue = event.kind == EventKind::Call && !event.callee;
        all_.isOpaque |= isByValue || event.kind == EventKind::Await;
        name(event.name);
        add(all_.classes, classes_, event.receiver);
        if (event.callee) call(event);
        if (event.type.record || event.type.generic) read(event.type);
        read(event.object);
        for (const Value& arg : event.args) read(arg);
    }
    void call(const Event& event) {
        const auto [known, isNew] = callees_.try_emplace(event.callee, all_.callees.size());
        if (isNew) all_.callees.push_back({event.callee});
        all_.callees[known->second].isVirtual |= event.isVirtual;
    }

    /// Pointers to anything may lead anywhere, but nothing is no type.
    void read(const Type& type) {
        static const Name nothing("void");
        if (type.generic == nothing && type.held == Held::Value) return;
        all_.isOpaque |= !type.record && !type.generic;
        name(type.generic);
        add(all_.classes, classes_, type.record);
        for (const Type& argument : type.arguments) read(argument);
    }

    void read(const Value& value) {
        const bool isOfLibrary = value.is(ValueKind::Field) && value.entity &&
                                 value.entity.usr.text().starts_with("c:@N@std@");
        all_.isOpaque |= value.is(ValueKind::Lambda) || value.is(ValueKind::Bind) ||
                         value.is(ValueKind::Function);
        if (!value.is(ValueKind::Field))
            add(all_.entities, entities_, value.entity);
        else if (!isOfLibrary)
            add(all_.fields, fields_, value.entity.usr);
        for (const Value& part : value.parts) read(part);
    }

    Mentions all_;
    std::unordered_set<Name> names_, classes_, fields_;
    std::unordered_set<Entity> entities_;
    std::unordered_map<Entity, size_t> callees_;
};
} // namespace

Mentions mentionsOf(const List<Event>& events, const List<Block>& blocks) {
    return Reader().read(events, blocks);
}

} // namespace looplint
