#include "analysis/holders.h"

#include "analysis/name_memo.h"

#include <algorithm>
#include <array>

namespace looplint {

static constexpr std::array<std::string_view, 29> kHolders = {"QPointer",
                                                              "QSharedPointer",
                                                              "QScopedPointer",
                                                              "QWeakPointer",
                                                              "QVector",
                                                              "QList",
                                                              "QMap",
                                                              "QHash",
                                                              "QMultiMap",
                                                              "QMultiHash",
                                                              "QSet",
                                                              "QQueue",
                                                              "QStack",
                                                              "QLinkedList",
                                                              "boost::shared_ptr",
                                                              "boost::weak_ptr",
                                                              "boost::optional",
                                                              "boost::scoped_ptr",
                                                              "boost::function",
                                                              "boost::intrusive_ptr",
                                                              "scoped_refptr",
                                                              "Glib::RefPtr",
                                                              "seastar::lw_shared_ptr",
                                                              "seastar::shared_ptr",
                                                              "folly::Function",
                                                              "folly::FunctionRef",
                                                              "uWS::MoveOnlyFunction",
                                                              "base::OnceCallback",
                                                              "base::RepeatingCallback"};

static bool isOfStandard(std::string_view name) {
    return name.starts_with("std::") || name.starts_with("__gnu_cxx::");
}

bool isHolderType(Name generic) {
    static thread_local NameMemo memo;
    return memo(generic, [](std::string_view name) {
        return isOfStandard(name) || name.starts_with("sigc::signal") ||
               name == "boost::signals2::signal" ||
               std::find(kHolders.begin(), kHolders.end(), name) != kHolders.end();
    });
}

bool isHolderFunction(Name function) {
    static thread_local NameMemo memo;
    return memo(function, [](std::string_view name) {
        if (isOfStandard(name)) return true;
        const size_t end = name.rfind("::");
        return end != std::string::npos && isHolderType(Name(name.substr(0, end)));
    });
}

/// clear(), erase() and the like of a holder.
static bool isTakingOut(Name function) {
    static thread_local NameMemo memo;
    return memo(function, [&](std::string_view name) {
        const auto is = [&](std::string_view suffix) { return name.ends_with(suffix); };
        return is("::clear") || is("::erase") || is("::pop_back") || is("::pop_front");
    });
}

/// reset() and the assignment of a holder.
static bool isSetting(Name function) {
    static thread_local NameMemo memo;
    return memo(function, [&](std::string_view name) {
        return name.ends_with("::reset") || name.ends_with("::operator=");
    });
}

/// emit() of a signal, Run() of a callback.
static bool isCallByName(Name function) {
    static thread_local NameMemo memo;
    return memo(function, [](std::string_view name) {
        return name.ends_with("::operator()") || name.ends_with("::emit") ||
               name.ends_with("::Run");
    });
}

bool callsObject(const Event& event) {
    if (event.kind != EventKind::Call) return false;
    if (!event.callee || isCallOperator(event.name)) return true;
    return isCallByName(event.name) && isHolderFunction(event.name);
}

bool isKeepingFunction(Name function) {
    static constexpr std::string_view kPrefixes[] = {"std::make_", "std::bind", "std::allocate_",
                                                     "std::tie", "std::operator"};
    static constexpr std::string_view kNames[] = {"std::move",
                                                  "std::forward",
                                                  "std::move_if_noexcept",
                                                  "std::ref",
                                                  "std::cref",
                                                  "std::not_fn",
                                                  "std::mem_fn",
                                                  "std::exchange",
                                                  "std::swap",
                                                  "std::get",
                                                  "std::addressof",
                                                  "std::as_const",
                                                  "std::forward_as_tuple",
                                                  "std::tuple_cat",
                                                  "std::construct_at",
                                                  "std::begin",
                                                  "std::end",
                                                  "std::size",
                                                  "std::distance",
                                                  "std::next",
                                                  "std::prev",
                                                  "std::advance",
                                                  "std::data"};
    const std::string_view name = function.text();
    return std::any_of(std::begin(kPrefixes), std::end(kPrefixes),
                       [&](std::string_view prefix) { return name.starts_with(prefix); }) ||
           std::find(std::begin(kNames), std::end(kNames), name) != std::end(kNames);
}

bool isSwap(const Event& event) {
    if (event.kind != EventKind::Call || !isHolderFunction(event.name)) return false;
    if (!event.name.text().ends_with("::swap")) return false;
    return event.args.size() == (event.object.is(ValueKind::Unknown) ? 2u : 1u);
}

bool isDropping(const Event& event) {
    if (event.kind != EventKind::Call || !isHolderFunction(event.name)) return false;
    if (isTakingOut(event.name)) return true;
    const bool isNothing = event.args.empty() || event.args[0].is(ValueKind::Null);
    return isNothing && isSetting(event.name);
}

bool isSync(Name generic) {
    static thread_local NameMemo memo;
    return memo(generic, [](std::string_view name) {
        return name.ends_with("::promise") || name.ends_with("semaphore") ||
               name.ends_with("::condition_variable") || name.ends_with("::latch");
    });
}

bool isCallableHolder(Name generic) {
    const std::string_view name = generic.text();
    return name == "std::function" || name == "boost::function" || name == "folly::Function" ||
           name == "std::move_only_function" || name == "uWS::MoveOnlyFunction" ||
           name == "base::OnceCallback" || name == "base::RepeatingCallback";
}

bool isSingleHolder(Name generic) {
    const std::string_view name = generic.text();
    return name.ends_with("_ptr") || name.ends_with("::optional") || name.ends_with("Pointer") ||
           name.ends_with("Ptr") || name == "scoped_refptr";
}

bool isShared(Name generic) {
    static thread_local NameMemo memo;
    return memo(generic, [](std::string_view name) {
        return name.ends_with("shared_ptr") || name.ends_with("weak_ptr") ||
               name == "QSharedPointer" || name == "QPointer" || name == "QWeakPointer" ||
               name == "scoped_refptr" || name == "Glib::RefPtr" || name == "boost::intrusive_ptr";
    });
}

bool isCallOperator(Name function) {
    static thread_local NameMemo memo;
    return memo(function, [](std::string_view name) { return name.ends_with("::operator()"); });
}

/// A field of the standard library: std::pair::first.
static bool isLibraryField(const Entity& entity) {
    static thread_local NameMemo memo;
    return memo(entity.usr, [](std::string_view usr) { return usr.starts_with("c:@N@std@"); });
}

bool isNamed(const Value& value) {
    return (value.is(ValueKind::Variable) || value.is(ValueKind::Field)) && value.entity;
}

const Value& rootOf(const Value& value) {
    const Value* at = &value;
    while (at->is(ValueKind::Field) && (!at->entity || isLibraryField(at->entity)) &&
           !at->parts.empty())
        at = &at->parts[0];
    return *at;
}

} // namespace looplint
