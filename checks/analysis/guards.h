#pragma once
// Guards: the parts of a function that run only if the thread is, or is not, the one of a loop:
// the arms of `if (loop->isInLoopThread())`, what follows `assertInLoopThread()`, comparisons with
// the current thread's id. A question that was not understood still guards.

#include "analysis/objects.h"

#include <set>

namespace looplint {

/// One part of a function behind one question.
struct GuardedPart {
    ObjectSet homes;          // objects whose thread was asked for; empty: not understood
    bool isAtHome = true;     // the part runs if the answer is yes (no)
    bool isAssert = false;    // the function does not go on otherwise
    bool isThread = false;    // `homes` are the callables of a thread: std::thread::get_id()
    uint32_t after = 0;       // events of the part: from this on …
    std::vector<bool> blocks; // … in these blocks
};

class Guards {
  public:
    Guards(const Program& program, const Models& models, const Objects& objects);

    /// The parts that `event` of the function stands in.
    std::vector<const GuardedPart*> around(const FunctionFact& function, uint32_t event) const;
    /// All parts of a function.
    const std::vector<GuardedPart>& of(const FunctionFact& function) const;

  private:
    /// A question that a condition asks.
    struct Question {
        ObjectSet homes;
        bool isYes = true; // the condition is true if the answer is yes
        bool isThread = false;
    };

    void read(const FunctionFact& function);
    void readBranch(const FunctionFact& function, uint32_t block);
    void readAssert(const FunctionFact& function, uint32_t event);
    void readSaid(const Annotation& said);
    std::optional<Question> question(const FunctionFact& function, const Value& condition,
                                     int depth = 0) const;
    std::optional<Question> questionOfCall(const FunctionFact& function, uint32_t event,
                                           int depth) const;
    std::optional<Question> comparison(const FunctionFact& function, const Value& condition) const;
    /// Whether something is made of what an event yields.
    static bool isAnswerUsed(const FunctionFact& function, uint32_t event);
    bool isCurrentThread(const FunctionFact& function, const Value& value) const;

    const Program& program_;
    const Models& models_;
    const Objects& objects_;
    std::unordered_map<const FunctionFact*, std::vector<GuardedPart>> parts_;
};

} // namespace looplint
