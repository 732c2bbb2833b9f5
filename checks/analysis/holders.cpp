#include "analysis/holders.h"

#include <algorithm>
#include <array>

namespace looplint {

static constexpr std::array<std::string_view, 24> kHolders = {"QPointer",
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
                                                              "seastar::shared_ptr"};

bool isHolderType(Name generic) {
    if (generic.str().starts_with("std::")) return true;
    return std::find(kHolders.begin(), kHolders.end(), generic.str()) != kHolders.end();
}

bool isHolderFunction(Name function) {
    const std::string& name = function.str();
    if (name.starts_with("std::")) return true;
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

bool isShared(Name generic) {
    const std::string& name = generic.str();
    return name.ends_with("shared_ptr") || name.ends_with("weak_ptr") || name == "QSharedPointer" ||
           name == "QPointer" || name == "QWeakPointer" || name == "scoped_refptr" ||
           name == "Glib::RefPtr" || name == "boost::intrusive_ptr";
}

bool isLibraryField(const Entity& entity) { return entity.usr.str().starts_with("c:@N@std@"); }

} // namespace looplint
