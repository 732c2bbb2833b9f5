// callback_errors.h — what a loop says about exceptions that nobody caught.
#pragma once

#include <string>

#include "loop/event_loop.h"

namespace loop {

/// "<Handle f() at FILE:LINE>", "<Task pending ...>"
std::string entry_repr(const Ready& entry);
ExceptionContext callback_failure(const Ready& entry, std::exception_ptr error);
/// Message, subject and exception, one line each, at level error.
void log_exception(const ExceptionContext& context) noexcept;

} // namespace loop
