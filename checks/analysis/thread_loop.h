#pragma once
// ThreadLoop: values that are, or are bound to, the loop of the thread that asks for it:
// uWS::Loop::get(), EventLoop::getEventLoopOfCurrentThread().

#include "analysis/bindings.h"

namespace looplint {

/// The call that asked for the loop of its thread, in the same run of `function`: in itself, or in
/// functions that it calls and that return it. Nothing if the value may be anything else.
std::optional<Site> threadLoopOf(const Program& program, const Models& models,
                                 const FunctionFact& function, const Value& value);

} // namespace looplint
