// affinity_choice.h — what was chosen to happen at an affinity error.
#pragma once

namespace loop {

/// No error will ever be met by going on.
bool affinity_always_raises() noexcept;

} // namespace loop
