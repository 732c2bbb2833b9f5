// Facts for people to read, as JSON: members that have their default value are left out.

#include "analysis/facts_shape.h"

#include <nlohmann/json.hpp>

namespace looplint {

namespace {
using nlohmann::ordered_json;

class Printer {
  public:
    template <class T>
    static ordered_json print(const T& fact) {
        Printer inner;
        describe(inner, const_cast<T&>(fact)); // it only reads through a Printer
        return std::move(inner.object_);
    }
    static ordered_json print(Name name) { return name.str(); }
    static ordered_json print(bool value) { return value; }
    static ordered_json print(uint32_t value) { return value; }
    template <ListLike T>
    static ordered_json print(const T& list) {
        ordered_json array = ordered_json::array();
        for (const auto& element : list) array.push_back(print(element));
        return array;
    }

    template <class T>
    void operator()(const char* key, T& member) {
        if constexpr (std::is_enum_v<T>) {
            if (member != T{}) object_[key] = static_cast<uint32_t>(member);
        } else if (!(member == T{})) {
            object_[key] = print(member);
        }
    }
    void operator()(const char*, Body& body) {
        describe(*this, const_cast<BodyFacts&>(body.facts())); // it is the function, to people
    }
    template <class T>
    void operator()(const char* key, std::optional<T>& member) {
        if (member) object_[key] = print(*member);
    }

  private:
    ordered_json object_ = ordered_json::object();
};
} // namespace

std::string printFacts(const UnitFacts& facts) {
    return Printer::print(facts).dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

} // namespace looplint
