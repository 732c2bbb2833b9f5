#include "loop/affinity_action.h"

#include <atomic>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <string_view>

#include "affinity_choice.h"
#include "affinity_report.h"
#include "creation_stacks.h"
#include "loop/log.h"
#include "recent_errors.h"

namespace loop {
namespace {

AffinityAction action_from_environment() {
    const char* value = std::getenv("LOOP_AFFINITY");
    if (!value || !*value || std::string_view(value) == "raise") return AffinityAction::raise;
    if (std::string_view(value) == "log") return AffinityAction::log;
    if (std::string_view(value) == "abort") {
        remember_creation_stacks(true);
        return AffinityAction::abort;
    }
    log::bare(log::Level::warning,
              std::string("LOOP_AFFINITY: expected raise, log or abort, not '") + value +
                  "'; using raise");
    return AffinityAction::raise;
}

struct Choice {
    std::mutex mutex;
    std::shared_ptr<const AffinityCallback> callback;
    std::atomic<AffinityAction> action = action_from_environment();
    std::atomic<bool> always_raises = action == AffinityAction::raise;
};
/// A function-local static: objects are made during static initialisation, too. Never destroyed.
Choice& choice() {
    static auto* made = new Choice;
    return *made;
}

AffinityAction decide(const AffinityError& error) {
    std::shared_ptr<const AffinityCallback> callback;
    {
        std::lock_guard lock(choice().mutex);
        callback = choice().callback;
    }
    return callback ? (*callback)(error) : choice().action.load();
}

[[noreturn]] void abort_with_stacks(const AffinityError& error) {
    log::write(log::Level::error, std::string(error.what()) + "\ncreated by:\n" +
                                      creation_stack(error.sides().created) + "used by:\n" +
                                      stack_here());
    std::abort();
}

} // namespace

// Read before main, so that the objects made there have a stack if one is wanted.
[[maybe_unused]] static const bool read_early = (choice(), true);

bool affinity_always_raises() noexcept { return choice().always_raises; }

void on_affinity_error(AffinityAction action) {
    std::lock_guard lock(choice().mutex);
    choice().callback = nullptr;
    choice().action = action;
    choice().always_raises = action == AffinityAction::raise;
    remember_creation_stacks(action == AffinityAction::abort);
}

void on_affinity_error(AffinityCallback callback) {
    if (!callback) return on_affinity_error(AffinityAction::raise);
    std::lock_guard lock(choice().mutex);
    choice().callback = std::make_shared<const AffinityCallback>(std::move(callback));
    choice().always_raises = false;
}

bool raises(const AffinityError& error) {
    report_affinity_error(error);
    remember_error(error);
    switch (decide(error)) {
    case AffinityAction::raise:
        return true;
    case AffinityAction::abort:
        abort_with_stacks(error);
    case AffinityAction::log:
        break;
    }
    log::write(log::Level::error, std::string(error.python_type()) + ": " + error.what());
    return false;
}

} // namespace loop
