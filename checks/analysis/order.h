#pragma once
// Order: whether something happens while a loop or a thread is running: after its thread was
// started, before it is joined. Only what the ways from a common root show counts.

#include "analysis/contexts.h"
#include "analysis/entity_map.h"

#include <unordered_map>
#include <unordered_set>

namespace looplint {

class Order {
  public:
    Order(const Program& program, const Models& models, const Objects& objects,
          const Contexts& contexts);

    /// Whether it is proven that `home`, another context than `context`, is a thread that is
    /// running (its loop) when event `index` of `function` runs in `context`.
    bool isWhileRunning(const FunctionFact& function, uint32_t index, const Context& context,
                        const Context& home) const;
    /// Whether the ways to two events part after the first one has happened.
    bool hasRunBefore(const Site& first, const FunctionFact& function, uint32_t index,
                      const Context& context) const;
    /// Whether `context`, a thread or loop of its own, runs while `home`, the main thread, runs
    /// `loop`.
    bool isDuringRun(const Context& context, ObjectId loop) const;
    /// Whether the program starts the thread at all, as far as it is seen.
    bool isStarted(const Context& home) const { return !startsOf(home).empty(); }
    /// Whether a loop that starts its thread when it is built is a member that is destroyed after
    /// another member of the same class, and that no call joins.
    bool outlives(ObjectId loop, const Entity& member) const;
    /// Whether an event joins a thread, or calls or destroys what may do so.
    bool mayJoin(const Event& event) const;

  private:
    using Path = std::vector<Step>; // from a root to an event; the last step is the event itself

    Path pathTo(const FunctionFact& function, uint32_t index, const Context& context) const;
    /// The ways to where a context's thread is started.
    std::vector<Path> startsOf(const Context& context) const;
    bool isBetween(const Path& start, const Path& use) const;
    bool isMemberAlive(const Path& use, const Context& home) const;
    bool joins(const FunctionFact& function, uint32_t from, uint32_t to) const;
    bool joinsItself(const FunctionFact& function, uint32_t after) const;
    bool joinsAtEnd(const Event& event) const;
    bool joinsAtEnd(const Type& type, int depth = 0) const;

    const Models& models_;
    const Program& program_;
    const Objects& objects_;
    const Contexts& contexts_;
    std::unordered_set<const FunctionFact*>
        joiners_; // functions that join a thread, or call one that does
    std::map<ObjectId, std::vector<Site>> starts_; // QThread::start, by the thread object
    std::unordered_set<ObjectId> joined_;          // by a call, not by their destructors
    /// Of fields: their classes, and which of the fields they are.
    EntityMap<std::pair<Name, size_t>> owners_;
    mutable std::unordered_map<Name, bool> endJoins_; // of classes, whether their destructor joins
};

} // namespace looplint
