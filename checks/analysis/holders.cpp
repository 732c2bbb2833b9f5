#include "analysis/holders.h"

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

bool isHolderType(Name generic) {
    const std::string& name = generic.str();
    if (name.starts_with("std::") || name.starts_with("__gnu_cxx::")) return true;
    return std::find(kHolders.begin(), kHolders.end(), generic.str()) != kHolders.end();
}

bool isHolderFunction(Name function) {
    const std::string& name = function.str();
    if (name.starts_with("std::") || name.starts_with("__gnu_cxx::")) return true;
    const size_t end = name.rfind("::");
    return end != std::string::npos && isHolderType(Name(std::string_view(name).substr(0, end)));
}

bool isDropping(const Event& event) {
    if (event.kind != EventKind::Call || !isHolderFunction(event.name)) return false;
    const std::string& name = event.name.str();
    const auto is = [&](std::string_view suffix) { return name.ends_with(suffix); };
    if (is("::clear") || is("::erase") || is("::pop_back") || is("::pop_front")) return true;
    const bool isNothing = event.args.empty() || event.args[0].is(ValueKind::Null);
    return isNothing && (is("::reset") || is("::operator="));
}

bool isSync(Name generic) {
    const std::string& name = generic.str();
    return name.ends_with("::promise") || name.ends_with("semaphore") ||
           name.ends_with("::condition_variable") || name.ends_with("::latch");
}

bool isShared(Name generic) {
    const std::string& name = generic.str();
    return name.ends_with("shared_ptr") || name.ends_with("weak_ptr") || name == "QSharedPointer" ||
           name == "QPointer" || name == "QWeakPointer" || name == "scoped_refptr" ||
           name == "Glib::RefPtr" || name == "boost::intrusive_ptr";
}

/// A field of the standard library: std::pair::first.
static bool isLibraryField(const Entity& entity) {
    return entity.usr.str().starts_with("c:@N@std@");
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
