// affinity_error.h — the error of an object that is used on another loop than its own.
//
// what() is asyncio's text on its first line, then both sides:
//
//   Task <Task pending name='Task-6' coro=<Event.wait() running at ...>> got
//       Future <Future pending> attached to a different loop            (one line)
//     object: loop::Event created at main.cpp:9:13 in main, bound to loop 'default (uv-1)'
//     used: at main.cpp:20:5 in get_index, on loop 'uv-2'
//
// With the environment's LOOP_REPORT=file, each one is appended there as a JSON line; a file that
// ends with .sarif is instead a SARIF log of the errors of this process, one result for each object
// and use.
#pragma once

#include <string>

#include "loop/errors.h"
#include "loop/fwd.h"

namespace loop {

/// Both sides of the error.
struct AffinitySides {
    const char* object_type; ///< "loop::Event"
    SourceLocation created;
    LoopId bound_to;
    SourceLocation used;
    LoopId used_on; ///< 0: no loop is running
};

class AffinityError : public RuntimeError {
  public:
    /// python_type: the class that asyncio throws, "RuntimeError" or "ValueError".
    AffinityError(const std::string& message, const AffinitySides& sides,
                  const char* python_type = "RuntimeError");

    /// The first line of what().
    const std::string& message() const noexcept { return message_; }
    const AffinitySides& sides() const noexcept { return sides_; }
    const char* python_type() const noexcept { return python_type_; }

  private:
    std::string message_;
    AffinitySides sides_;
    const char* python_type_;
};

} // namespace loop
