#include "analysis/flow.h"

namespace looplint {

namespace {

/// `!p`, `p == nullptr`: true on the first run, when nothing was made yet.
bool isNotMadeYet(const Value& condition) {
    if (!condition.is(ValueKind::Operator)) return false;
    if (condition.name == Name("!")) return !condition.parts[0].is(ValueKind::Unknown);
    const bool comparesNull =
        condition.parts.size() == 2 &&
        (condition.parts[0].is(ValueKind::Null) || condition.parts[1].is(ValueKind::Null));
    return comparesNull && condition.name == Name("==");
}

List<uint32_t> nextOf(const Block& block, bool isFirstRun) {
    if (isFirstRun && block.condition && isNotMadeYet(*block.condition))
        return {block.successors[0]};
    return block.successors;
}

/// The blocks that can be reached from the entry without passing `avoided`.
std::vector<bool> reachable(const FunctionFact& function, uint32_t avoided, bool isFirstRun,
                            uint32_t from = 0) {
    std::vector<bool> seen(function.blocks().size());
    std::vector<uint32_t> open;
    if (avoided != from && !seen.empty()) open.push_back(from);
    while (!open.empty()) {
        const uint32_t block = open.back();
        open.pop_back();
        if (seen[block]) continue;
        seen[block] = true;
        for (uint32_t next : nextOf(function.blocks()[block], isFirstRun))
            if (next != avoided) open.push_back(next);
    }
    return seen;
}

} // namespace

std::vector<bool> blocksAlwaysRun(const FunctionFact& function) {
    const auto count = static_cast<uint32_t>(function.blocks().size());
    std::vector<bool> always(count);
    for (uint32_t block = 0; block < count; ++block)
        always[block] = block == count - 1 || !reachable(function, block, true)[count - 1];
    return always;
}

uint32_t blockOf(const FunctionFact& function, uint32_t event) {
    for (uint32_t block = 0; block < function.blocks().size(); ++block)
        if (event >= function.blocks()[block].begin && event < function.blocks()[block].end)
            return block;
    return 0;
}

std::vector<bool> blocksFrom(const FunctionFact& function, uint32_t from, uint32_t avoided) {
    return reachable(function, avoided, false, from);
}

/// Whether block `to` can be reached from the end of block `from`.
static bool leads(const FunctionFact& function, uint32_t from, uint32_t to) {
    for (uint32_t next : function.blocks()[from].successors)
        if (reachable(function, UINT32_MAX, false, next)[to]) return true;
    return false;
}

bool isRepeated(const FunctionFact& function, uint32_t event) {
    const uint32_t block = blockOf(function, event);
    return leads(function, block, block);
}

bool mayFollow(const FunctionFact& function, uint32_t first, uint32_t second) {
    const uint32_t a = blockOf(function, first), b = blockOf(function, second);
    return (a == b && first < second) || leads(function, a, b);
}

bool precedes(const FunctionFact& function, uint32_t first, uint32_t second) {
    const uint32_t a = blockOf(function, first), b = blockOf(function, second);
    if (a == b) return first < second;
    return !reachable(function, a, false)[b];
}

bool precedesInTurns(const FunctionFact& function, uint32_t first, uint32_t second) {
    if (precedes(function, first, second)) return true;
    const uint32_t a = blockOf(function, first), b = blockOf(function, second);
    if (!leads(function, a, a) || leads(function, b, a)) return false;
    for (uint32_t head = 0; head < function.blocks().size(); ++head) {
        if (head == a || !leads(function, a, head) || !leads(function, head, a)) continue;
        const std::vector<bool> without = reachable(function, head, false);
        if (without[a] || without[b]) continue;
        bool isSkipped = false; // a turn without `first`
        for (uint32_t next : function.blocks()[head].successors)
            isSkipped |= next != a && reachable(function, a, false, next)[head];
        if (!isSkipped) return true;
    }
    return false;
}

bool alwaysFollows(const FunctionFact& function, uint32_t first, uint32_t second) {
    const uint32_t a = blockOf(function, first), b = blockOf(function, second);
    if (a == b) return first < second;
    if (!leads(function, a, b) || leads(function, b, a)) return false;
    return !reachable(function, b, false, a).back();
}

} // namespace looplint
