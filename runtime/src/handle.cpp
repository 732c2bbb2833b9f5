#include "loop/handle.h"

#include <cstdio>

#include <boost/core/demangle.hpp>

#include "loop/coroutine.h"
#include "loop/event_loop.h"

namespace loop {
namespace {

/// A closure's own name says nothing; its place does.
std::string callable_name(const std::type_info& type) {
    std::string name = boost::core::demangle(type.name());
    bool closure = name.find("lambda") != std::string::npos || name.find('$') != std::string::npos;
    return closure ? "<lambda>" : name;
}

std::string seconds(Duration when) {
    char text[32];
    std::snprintf(text, sizeof text, "%.9g", std::chrono::duration<double>(when).count());
    return text;
}

} // namespace

void CallbackNode::cancel() noexcept {
    if (cancelled_) return;
    cancelled_ = true;
    if (timer_loop) timer_loop->timer_cancelled();
    drop();
}

std::string CallbackNode::callback_repr() const {
    return callable_name(callable_type()) + "() at " + place_repr(where_);
}

std::string CallbackNode::repr() const {
    std::string text = when ? "<TimerHandle" : "<Handle";
    if (cancelled_) text += " cancelled";
    if (when) text += " when=" + seconds(*when);
    if (!cancelled_) text += " " + callback_repr();
    return text + ">";
}

} // namespace loop
