// affinity_action.h — what happens when an object is used on another loop than its own.
//
//   loop::on_affinity_error(loop::AffinityAction::log);
//   loop::on_affinity_error([](const loop::AffinityError& error) {
//       metrics.count(error.sides().object_type);
//       return loop::AffinityAction::raise;
//   });
//
// Process-wide, from any thread. The start value is the environment's
// LOOP_AFFINITY=raise|log|abort, else raise; another value there is one line on stderr, once.
#pragma once

#include <cstdint>
#include <functional>

#include "loop/affinity_error.h"

namespace loop {

enum class AffinityAction : std::uint8_t {
    raise, ///< throw AffinityError where the object is used
    /// Log the error, and go on as if nothing had been checked. What is used from two threads at
    /// a time is then as unsafe as the program made it. What cannot go on raises all the same: a
    /// Stream, and wait(), wait_for(), gather() and run_until_complete() of a foreign future.
    log,
    /// Log the error with the stacks of both sides, and end the process by abort(). Objects that
    /// were made before this was chosen have no stack.
    abort,
};

/// Decides for one error, in the thread of the use.
using AffinityCallback = std::function<AffinityAction(const AffinityError&)>;

void on_affinity_error(AffinityAction action);
/// nullptr: raise.
void on_affinity_error(AffinityCallback callback);

/// For objects with a loop: reports the error to LOOP_REPORT, and does what was chosen. True if it
/// is now to be thrown; false if the use is to go on.
bool raises(const AffinityError& error);

} // namespace loop
