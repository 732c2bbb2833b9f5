#include "callback_errors.h"

#include "loop/errors.h"
#include "loop/future_core.h"
#include "loop/log.h"

namespace loop {

std::string entry_repr(const Ready& entry) {
    if (auto* node = dynamic_cast<CallbackNode*>(entry.target.get())) return node->repr();
    if (auto* callback = dynamic_cast<DoneCallback*>(entry.target.get()))
        return "<Handle " + callback->repr() + ">";
    if (auto* future = dynamic_cast<FutureCore*>(entry.target.get()))
        return "<Handle " + future->repr() + ">";
    return "<Handle>";
}

ExceptionContext callback_failure(const Ready& entry, std::exception_ptr error) {
    std::string name = entry_repr(entry);
    if (auto* node = dynamic_cast<CallbackNode*>(entry.target.get())) name = node->callback_repr();
    if (auto* callback = dynamic_cast<DoneCallback*>(entry.target.get())) name = callback->repr();
    return {"Exception in callback " + name, "handle: " + entry_repr(entry), std::move(error)};
}

void log_exception(const ExceptionContext& context) noexcept {
    try {
        std::string text = context.message;
        if (!context.subject.empty()) text += "\n" + context.subject;
        if (context.exception) text += "\n" + describe(context.exception);
        log::bare(log::Level::error, text);
    } catch (...) { // out of memory: nothing can be said
    }
}

} // namespace loop
