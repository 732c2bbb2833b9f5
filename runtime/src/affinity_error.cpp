#include "loop/affinity_error.h"

#include "loop/coroutine.h"
#include "loop/running.h"

namespace loop {
namespace {

std::string place(const SourceLocation& where) {
    if (where.line() == 0) return "an unknown place";
    std::string text = place_repr(where) + ":" + std::to_string(where.column());
    std::string function = function_name(where);
    return function.empty() ? text : text + " in " + function;
}

std::string both_sides(const std::string& message, const AffinitySides& sides) {
    std::string on = sides.used_on ? "on loop '" + loop_name(sides.used_on) + "'"
                                   : std::string("while no loop is running");
    return message + "\n  object: " + sides.object_type + " created at " + place(sides.created) +
           ", bound to loop '" + loop_name(sides.bound_to) + "'\n  used: at " + place(sides.used) +
           ", " + on;
}

} // namespace

AffinityError::AffinityError(const std::string& message, const AffinitySides& sides,
                             const char* python_type)
    : RuntimeError(both_sides(message, sides)),
      message_(message),
      sides_(sides),
      python_type_(python_type) {}

} // namespace loop
