#include "analysis/reach.h"

#include "analysis/flow.h"

#include <algorithm>
#include <unordered_set>

namespace looplint {

namespace {
class Walk {
  public:
    Walk(const Program& program, const std::function<bool(const Event&, const Frame&)>& visit)
        : program_(program), visit_(visit) {}

    bool run(const Frame& frame, int depth) {
        const std::vector<bool> always = blocksAlwaysRun(*frame.function);
        for (uint32_t block = 0; block < always.size(); ++block) {
            if (!always[block]) continue;
            for (uint32_t i = frame.function->blocks()[block].begin;
                 i < frame.function->blocks()[block].end; ++i)
                if (!step(frame.function->events()[i], frame, depth)) return false;
        }
        return true;
    }

  private:
    bool step(const Event& event, const Frame& frame, int depth) {
        if (!visit_(event, frame)) return false;
        const bool enters = event.kind == EventKind::Call || event.kind == EventKind::Construct;
        const FunctionFact* callee =
            enters && !event.isVirtual ? program_.function(event.callee) : nullptr;
        const bool isLazy = callee && callee->isCoroutine; // runs only when it is awaited
        if (!callee || isLazy || depth > 32 || !entered_.insert(callee).second) return true;
        return run(Frame{callee, &event, &frame}, depth + 1);
    }

    const Program& program_;
    const std::function<bool(const Event&, const Frame&)>& visit_;
    std::unordered_set<const FunctionFact*> entered_;
};
} // namespace

void reachFrom(const Program& program, const FunctionFact& root,
               const std::function<bool(const Event&, const Frame&)>& visit) {
    Walk(program, visit).run(Frame{&root, nullptr, nullptr}, 0);
}

std::vector<const Event*> callChain(const Frame& frame) {
    std::vector<const Event*> chain;
    for (const Frame* at = &frame; at && at->call; at = at->caller) chain.push_back(at->call);
    std::reverse(chain.begin(), chain.end());
    return chain;
}

} // namespace looplint
