#include "analysis/facts_indices.h"

#include "analysis/json_format.h"

namespace looplint {

namespace {
/// One function; `what` it lacks is said only once something is wrong.
class Indices {
  public:
    Indices(const FunctionFact& function, const std::string& source)
        : function_(function), source_(source) {}

    void check() const {
        for (const Event& event : function_.events) check(event);
        for (const Block& block : function_.blocks) check(block);
    }

  private:
    [[noreturn]] void fail(const std::string& expectation) const {
        throw FormatError(source_ + ": function " + function_.name + ": expected " + expectation);
    }

    void check(const Value& value) const {
        if (value.is(ValueKind::Result) && value.event >= function_.events.size())
            fail("the index of one of its " + std::to_string(function_.events.size()) + " events");
        if (value.is(ValueKind::Operator) && value.parts.empty()) fail("operands of an operator");
        for (const Value& part : value.parts) check(part);
    }

    void check(const Event& event) const {
        const bool needsArgument = event.kind == EventKind::Assign ||
                                   event.kind == EventKind::Await ||
                                   event.kind == EventKind::Initialize;
        if (needsArgument && event.args.empty())
            fail("an argument of each event that stores, awaits or initializes");
        check(event.object);
        for (const Value& arg : event.args) check(arg);
    }

    void check(const Block& block) const {
        if (block.begin > block.end || block.end > function_.events.size())
            fail("blocks within its events");
        for (uint32_t next : block.successors)
            if (next >= function_.blocks.size()) fail("successors among its blocks");
        if (!block.condition) return;
        if (block.successors.size() != 2) fail("two successors of a block with a condition");
        check(*block.condition);
    }

    const FunctionFact& function_;
    const std::string& source_;
};
} // namespace

void checkIndices(const FunctionFact& function, const std::string& source) {
    Indices(function, source).check();
}

} // namespace looplint
