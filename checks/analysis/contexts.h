#pragma once
// Contexts: in which threads each function, lambda and coroutine is proven to run, and by which
// chain of calls. Roots are main, thread entries and what is handed to a loop; a loop's context is
// the context that is seen to run it. No answer means unknown, and unknown proves nothing.

#include "analysis/objects.h"

#include <optional>

namespace looplint {

enum class ContextKind : uint8_t { Main, Thread, Loop };

/// One execution context. Two contexts are the same thread only if they are equal.
struct Context {
    ContextKind kind = ContextKind::Main;
    Object loop;                         // Loop: which one, while nothing is seen to run it
    const FunctionFact* maker = nullptr; // Thread: the function that starts it …
    uint32_t event = 0;                  // … and the event that does
    bool isPool = false;                 // Thread: one of several

    friend auto operator<=>(const Context& a, const Context& b) {
        return std::tie(a.kind, a.loop, a.maker, a.event) <=>
               std::tie(b.kind, b.loop, b.maker, b.event);
    }
    friend bool operator==(const Context& a, const Context& b) { return (a <=> b) == 0; }
};

/// How a function got into a context: `event` of `function`, which ran in `from`; null for a root.
struct Step {
    const FunctionFact* function = nullptr;
    uint32_t event = 0;
    Context from;
};

class Contexts {
  public:
    Contexts(const Program& program, const Models& models, const Objects& objects);

    /// The proven contexts of a function, each with the last step of the chain that proves it.
    const std::map<Context, Step>& of(const FunctionFact& function) const;
    /// The contexts that run a loop, each with the event that does.
    const std::map<Context, Step>& runners(const Object& loop) const;
    /// The loop that `object` is bound to; nothing if that is unknown or ambiguous.
    std::optional<Object> loopOf(const Object& object) const;
    /// The chain from a root to `function`, first step first.
    std::vector<Step> chain(const FunctionFact& function, const Context& context) const;
    std::string describe(const Context& context) const;

  private:
    void bindObjects();
    void bind(const FunctionFact& function, const Event& event);
    void propagate();
    void enter(const FunctionFact& function, const Context& context, const Step& step);
    void visit(const FunctionFact& function, const Context& context);
    void visitEvent(const FunctionFact& function, uint32_t index, const Context& context);
    void visitHandOver(const FunctionFact& function, uint32_t index, const Context& context,
                       const HandOver& over);
    void noteRun(const FunctionFact& function, uint32_t index, const Context& context);
    std::vector<const FunctionFact*> callablesIn(const FunctionFact& function, const Event& event,
                                                 Operand operand) const;
    /// The thread that runs the loop, or the loop itself while that is not known.
    Context home(const Object& loop) const;

    const Program& program_;
    const Models& models_;
    const Objects& objects_;
    std::map<Object, ObjectSet> bindings_; // bound object -> its loops
    std::map<const FunctionFact*, std::map<Context, Step>> contexts_;
    std::map<Object, std::map<Context, Step>> runners_;
    std::vector<std::pair<const FunctionFact*, Context>> open_;
};

/// The operand of an event; null if it has none.
const Value* operandOf(const Event& event, Operand operand);

} // namespace looplint
