#include "loop/loop_bound.h"

#include <atomic>
#include <cstdlib>
#include <string_view>

#include "creation_stacks.h"
#include "loop/affinity_action.h"
#include "loop/log.h"

namespace loop {
namespace {

Binding binding_from_environment() {
    const char* value = std::getenv("LOOP_BINDING");
    if (!value || !*value || std::string_view(value) == "eager") return Binding::eager;
    if (std::string_view(value) == "lazy") return Binding::lazy;
    log::bare(log::Level::warning, std::string("LOOP_BINDING: expected eager or lazy, not '") +
                                       value + "'; using eager");
    return Binding::eager;
}

/// A function-local static: objects are bound during static initialisation, too.
std::atomic<Binding>& current() noexcept {
    static std::atomic<Binding> value = binding_from_environment();
    return value;
}

} // namespace

void set_binding(Binding binding) noexcept { current() = binding; }
Binding binding() noexcept { return current().load(std::memory_order_relaxed); }

#if LOOP_TAGGING

LoopBound::LoopBound(Binding binding, SourceLocation where, const char* type)
    : loop_id_(binding == Binding::eager ? get_event_loop().id() : 0),
      lazy_(binding == Binding::lazy),
      where_(where) {
    remember_creation_stack(where);
    track(type);
}

LoopBound::LoopBound(EventLoop& loop, SourceLocation where, const char* type)
    : loop_id_(loop.id()), where_(where) {
    remember_creation_stack(where);
    track(type);
}

LoopId LoopBound::bind_to_running() {
    LoopId unbound = 0, mine = get_running_loop().id();
    return loop_id_.compare_exchange_strong(unbound, mine) ? mine : unbound;
}

LoopId LoopBound::bound_elsewhere(const std::string& repr, const char* type,
                                  SourceLocation use) const {
    const AffinityError error(repr + " is bound to a different event loop",
                              {type, where_, loop_id(), use, running.id});
    if (raises(error)) throw error;
    return get_running_loop().id();
}

#else

LoopBound::LoopBound(Binding, SourceLocation, const char*) {}
LoopBound::LoopBound(EventLoop&, SourceLocation, const char*) {}

#endif

} // namespace loop
