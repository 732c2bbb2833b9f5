#include "made_templates.h"

#include "match/makers.h"
#include "match/names.h"

#include <clang/Basic/Version.h>

#include <utility>

using namespace clang;

namespace looplint {

void MadeTemplates::note(FunctionDecl* function) {
    const SourceManager& sources = sema_->getSourceManager();
    if (!isOutside(sources, function->getLocation())) return;
    const Maker maker = makerOf(function);
    auto* record =
        dyn_cast_or_null<ClassTemplateSpecializationDecl>(const_cast<CXXRecordDecl*>(maker.made));
    if (!record || isOutside(sources, record->getLocation())) return;
    noted_.push_back({record, function->getNumParams() - (maker.hasKey ? 1 : 0)});
}

static QualType typeOf(const ASTContext& context, const CXXRecordDecl* record) {
#if CLANG_VERSION_MAJOR >= 22
    return context.getCanonicalTagType(record);
#else
    return context.getTypeDeclType(record);
#endif
}

void MadeTemplates::instantiate() {
    for (const Made& made : std::exchange(noted_, {})) {
        const SourceLocation at = made.record->getLocation();
        if (!sema_->isCompleteType(at, typeOf(sema_->Context, made.record))) continue;
        auto* constructor =
            const_cast<CXXConstructorDecl*>(constructorFor(made.record, made.arguments));
        if (constructor) sema_->MarkFunctionReferenced(at, constructor);
        if (CXXDestructorDecl* destructor = sema_->LookupDestructor(made.record))
            sema_->MarkFunctionReferenced(at, destructor);
    }
}

} // namespace looplint
