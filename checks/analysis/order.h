#pragma once
// Order across functions: whether something happens while a loop is run by another thread: after
// that thread was started and before it is joined. Undecided means no.

#include "analysis/contexts.h"

#include <unordered_set>

namespace looplint {

class Order {
  public:
    Order(const Program& program, const Models& models, const Contexts& contexts);

    /// Whether event `index` of `function`, in `context`, can run while `loop` is run elsewhere.
    bool isWhileRunning(const FunctionFact& function, uint32_t index, const Context& context,
                        const Object& loop) const;

  private:
    /// A place reached from a root: the events that lead to it, and itself.
    using Path = std::vector<Step>;

    Path pathTo(const FunctionFact& function, uint32_t index, const Context& context) const;
    bool isBetween(const Path& start, const Path& use) const;
    bool joins(const FunctionFact& function, uint32_t from, uint32_t to) const;

    const Models& models_;
    const Program& program_;
    const Contexts& contexts_;
    std::unordered_set<const FunctionFact*>
        joiners_; // functions that join a thread, or call one that does
};

} // namespace looplint
