// creation_stacks.h — the call stacks of constructions, kept on request. Thread-safe.
#pragma once

#include <atomic>
#include <string>

#include "loop/fwd.h"

namespace loop {

extern std::atomic<bool> creation_stacks_wanted;

void remember_creation_stacks(bool on) noexcept;
void keep_creation_stack(SourceLocation where) noexcept;
/// Keeps the stack of this call for the place; no-op unless it is wanted.
inline void remember_creation_stack(SourceLocation where) noexcept {
    if (creation_stacks_wanted.load(std::memory_order_relaxed)) [[unlikely]]
        keep_creation_stack(where);
}
/// The latest stack of a construction at that place, a frame per line, or a line that says that
/// there is none.
std::string creation_stack(SourceLocation where);
std::string stack_here();

} // namespace loop
