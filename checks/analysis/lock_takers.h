#pragma once
// Who takes a lock that is held while a thread is joined.

#include "analysis/instances.h"
#include "analysis/mutexes.h"

namespace looplint {

/// The place where `thread`, which runs in `joined`, is joined in `function`.
struct LockedJoin {
    const FunctionFact& function;
    const Value& thread;
    const Context& joined;
};

/// Whether the thread takes the lock at any time, not only when it starts: in what its loop runs,
/// or again and again.
bool isTakenLater(const ScopedLock& taker, const Context& joined, const Contexts& contexts,
                  const Models& models);

/// Whether the lock that is held at the join is, in every run, the one that the thread takes.
bool isSameMutex(const ScopedLock& held, const ScopedLock& taker, const LockedJoin& join,
                 const Instances& instances);

} // namespace looplint
