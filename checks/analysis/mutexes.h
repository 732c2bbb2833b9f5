#pragma once
// Mutexes: where scoped locks are taken, on which mutex, and where they are held.

#include "analysis/holders.h"
#include "analysis/instances.h"

namespace looplint {

/// A lock that lives in a scope: std::lock_guard guard(mutex_).
struct ScopedLock {
    Site site;
    const Value* mutex = nullptr;
    bool isShared = false; // others that are shared do not wait for it

    /// The variable or field that is the mutex.
    const Entity& key() const { return rootOf(*mutex).entity; }
};

/// The locks that a function takes and surely holds from there on.
std::vector<ScopedLock> locksOf(const FunctionFact& function, const Models& models);

/// The locks that are held at an event, by its function or by those that called it.
std::vector<ScopedLock> heldAt(const FunctionFact& function, uint32_t event, const Context& context,
                               const Contexts& contexts, const Models& models);

/// Whether a lock is held whenever `event` of its function runs.
bool isHeldAt(const ScopedLock& lock, uint32_t event);

} // namespace looplint
