#include "match/makers.h"

#include <clang/AST/DeclTemplate.h>
#include <llvm/ADT/StringSwitch.h>

using namespace clang;

namespace looplint {

const CXXConstructorDecl* constructorFor(const CXXRecordDecl* record, unsigned count) {
    const CXXConstructorDecl* found = nullptr;
    if (!record || !record->hasDefinition()) return nullptr;
    for (const CXXConstructorDecl* constructor : record->ctors()) {
        const bool fits =
            count >= constructor->getMinRequiredArguments() && count <= constructor->getNumParams();
        if (!fits || constructor->isCopyOrMoveConstructor() || constructor->isDeleted()) continue;
        if (found) return nullptr;
        found = constructor;
    }
    return found;
}

const CXXRecordDecl* firstArgument(const CXXRecordDecl* holder) {
    const auto* type = dyn_cast_or_null<ClassTemplateSpecializationDecl>(holder);
    if (!type || type->getTemplateArgs().size() == 0) return nullptr;
    const TemplateArgument& first = type->getTemplateArgs()[0];
    return first.getKind() == TemplateArgument::Type ? first.getAsType()->getAsCXXRecordDecl()
                                                     : nullptr;
}

/// What an `emplace` of a container builds: the elements, or the values of a map.
static const CXXRecordDecl* elementOf(const CXXRecordDecl* container, bool isMap) {
    if (!isMap) return firstArgument(container);
    const auto* type = dyn_cast<ClassTemplateSpecializationDecl>(container);
    if (!type || type->getTemplateArgs().size() < 2) return nullptr;
    const TemplateArgument& mapped = type->getTemplateArgs()[1];
    return mapped.getKind() == TemplateArgument::Type ? mapped.getAsType()->getAsCXXRecordDecl()
                                                      : nullptr;
}

static bool isMap(const CXXRecordDecl* record) {
    return llvm::StringSwitch<bool>(record->getName())
        .Cases("map", "unordered_map", "multimap", "unordered_multimap", true)
        .Default(false);
}

Maker makerOf(const FunctionDecl* function) {
    const IdentifierInfo* id = function->getIdentifier();
    if (!id) return {};
    const bool makes =
        llvm::StringSwitch<bool>(id->getName())
            .Cases("make_unique", "make_shared", "make_lw_shared", "make_foreign", true)
            .Default(false);
    if (makes) return {firstArgument(function->getReturnType()->getAsCXXRecordDecl())};
    const auto* method = dyn_cast<CXXMethodDecl>(function);
    const bool emplaces = method && method->getParent()->isInStdNamespace() &&
                          llvm::StringSwitch<bool>(id->getName())
                              .Cases("emplace", "emplace_back", "emplace_front", true)
                              .Case("try_emplace", true)
                              .Default(false);
    if (!emplaces) return {};
    const bool intoMap = isMap(method->getParent());
    return {elementOf(method->getParent(), intoMap), true, intoMap};
}

} // namespace looplint
