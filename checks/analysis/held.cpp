#include "analysis/held.h"

namespace looplint {

namespace {
constexpr int kDeepest = 16;

/// Holders that own what they hold but may be empty.
bool isOptionalHolder(Name generic) {
    const std::string& name = generic.str();
    if (name == "std::array" || name == "std::pair" || name == "std::tuple") return false;
    static constexpr std::string_view kHolders[] = {"std::unique_ptr",
                                                    "std::shared_ptr",
                                                    "std::optional",
                                                    "std::vector",
                                                    "std::deque",
                                                    "std::list",
                                                    "std::map",
                                                    "std::unordered_map",
                                                    "std::multimap",
                                                    "std::set",
                                                    "std::variant",
                                                    "boost::optional",
                                                    "boost::scoped_ptr",
                                                    "boost::shared_ptr",
                                                    "QScopedPointer",
                                                    "QSharedPointer",
                                                    "QList",
                                                    "QVector",
                                                    "QMap",
                                                    "QHash"};
    for (std::string_view holder : kHolders)
        if (name == holder) return true;
    return false;
}

bool isFixedHolder(Name generic) {
    return generic == Name("std::array") || generic == Name("std::pair") ||
           generic == Name("std::tuple");
}

class Search {
  public:
    Search(const Program& program, const Models& models) : program_(program), models_(models) {}
    std::vector<HeldObject> found;

    void visit(const Type& type, HeldObject at, int depth) {
        if (type.held != Held::Value || type.record.empty() || depth > kDeepest) return;
        if (const BoundType* bound = boundTypeOf(type, program_, models_)) {
            at.bound = bound;
            at.type = type;
            found.push_back(at);
            // A class of the program may hold what is bound more tightly than it is itself.
            const RecordFact* record = program_.record(type.record);
            if (!record || !record->isProject || bound->staticRule != StaticRule::Allowed) return;
        }
        const bool isOptional = isOptionalHolder(type.generic);
        if (isOptional || isFixedHolder(type.generic)) {
            at.isOptional |= isOptional;
            for (const Type& argument : type.arguments) visit(argument, at, depth + 1);
            return;
        }
        const RecordFact* record = program_.record(type.record);
        if (!record) return;
        for (const Type& base : record->bases) visit(base, at, depth + 1);
        for (const Field& field : record->fields) {
            HeldObject member = at;
            member.path.push_back(field.name);
            member.at.push_back(field.at);
            visit(field.type, member, depth + 1);
        }
    }

  private:
    const Program& program_;
    const Models& models_;
};
} // namespace

const BoundType* boundTypeOf(const Type& type, const Program& program, const Models& models) {
    if (const BoundType* bound = models.bound(type.generic)) return bound;
    const RecordFact* record = program.record(type.record);
    if (!record) return nullptr;
    for (const Type& base : record->bases)
        if (const BoundType* bound = boundTypeOf(base, program, models)) return bound;
    return nullptr;
}

std::vector<HeldObject> heldBy(const Type& type, const Program& program, const Models& models) {
    Search search(program, models);
    search.visit(type, {}, 0);
    return std::move(search.found);
}

} // namespace looplint
