#include "fix/words.h"

using namespace clang;

namespace looplint {

const FixWords* wordsFor(const CXXRecordDecl* record, const DeclNames& names,
                         const Models& models) {
    record = record ? record->getDefinition() : nullptr;
    if (!record) return nullptr;
    if (const BoundType* bound = models.bound(names.canonicalName(record)))
        return models.fixWords(bound->library);
    for (const CXXBaseSpecifier& base : record->bases())
        if (const FixWords* words = wordsFor(base.getType()->getAsCXXRecordDecl(), names, models))
            return words;
    return nullptr;
}

/// "boost::asio" of "boost::asio::ip::basic_resolver": up to the namespace called as the library.
static std::string spaceOf(const std::string& type, const std::string& library) {
    const size_t at = ("::" + type).find("::" + library + "::");
    return at == std::string::npos ? library : type.substr(0, at + library.size());
}

static void replaceAll(std::string& text, const std::string& from, const std::string& to) {
    for (size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

std::string filledIn(std::string words, const NamedObject& object, const std::string& callable,
                     const DeclNames& names, Name library) {
    const bool isIndirect = object.isPointer || object.isHeld;
    replaceAll(words, "{access}", object.text + (isIndirect ? "->" : "."));
    replaceAll(words, "{pointer}",
               object.isPointer ? object.text
               : object.isHeld  ? object.text + ".get()"
                                : "&" + object.text);
    replaceAll(words, "{library}",
               spaceOf(names.canonicalName(object.record).str(), library.str()));
    replaceAll(words, "{callable}", callable);
    return words;
}

} // namespace looplint
