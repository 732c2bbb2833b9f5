#include "analysis/facts_indices.h"

#include <algorithm>

namespace looplint {

namespace {
class Indices {
  public:
    explicit Indices(const BodyFacts& body) : body_(body) {}

    std::string lack() const {
        for (const Event& event : body_.events)
            if (const char* lack = lackOf(event)) return told(lack);
        for (const Block& block : body_.blocks)
            if (const char* lack = lackOf(block)) return told(lack);
        return {};
    }

  private:
    static constexpr const char* kEvent = "the index of one of its events";
    std::string told(const char* lack) const {
        if (lack != kEvent) return lack;
        return "the index of one of its " + std::to_string(body_.events.size()) + " events";
    }

    const char* lackOf(const List<Value>& values) const {
        for (const Value& value : values)
            if (const char* lack = lackOf(value)) return lack;
        return nullptr;
    }
    const char* lackOf(const Value& value) const {
        if (value.is(ValueKind::Result) && value.event >= body_.events.size()) return kEvent;
        if (value.is(ValueKind::Operator) && value.parts.empty()) return "operands of an operator";
        return lackOf(value.parts);
    }
    const char* lackOf(const Event& event) const {
        const bool needsArgument = event.kind == EventKind::Assign ||
                                   event.kind == EventKind::Await ||
                                   event.kind == EventKind::Initialize;
        if (needsArgument && event.args.empty())
            return "an argument of each event that stores, awaits or initializes";
        const char* lack = lackOf(event.object);
        return lack ? lack : lackOf(event.args);
    }
    const char* lackOf(const Block& block) const {
        if (block.begin > block.end || block.end > body_.events.size())
            return "blocks within its events";
        const size_t count = body_.blocks.size();
        if (std::any_of(block.successors.begin(), block.successors.end(),
                        [&](uint32_t next) { return next >= count; }))
            return "successors among its blocks";
        if (!block.condition) return nullptr;
        if (block.successors.size() != 2) return "two successors of a block with a condition";
        return lackOf(*block.condition);
    }

    const BodyFacts& body_;
};
} // namespace

std::string lackOf(const BodyFacts& body) { return Indices(body).lack(); }

} // namespace looplint
