#include "match/annotations.h"

#include "match/values.h"

#include <clang/AST/Attr.h>
#include <clang/Basic/Diagnostic.h>

using namespace clang;

namespace looplint {

/// A variable that `name` names in a scope or one around it; null if there is none.
static const NamedDecl* find(const DeclContext* in, DeclarationName name) {
    for (; in; in = in->getParent()) {
        for (const NamedDecl* found : in->getRedeclContext()->lookup(name)) {
            if (isa<FieldDecl, VarDecl>(found)) return found;
            if (const auto* inUnion = dyn_cast<IndirectFieldDecl>(found))
                return inUnion->getAnonField();
        }
        const auto* record = dyn_cast<CXXRecordDecl>(in);
        if (!record || !record->hasDefinition()) continue;
        for (const CXXBaseSpecifier& base : record->bases())
            if (const CXXRecordDecl* of = base.getType()->getAsCXXRecordDecl())
                if (const NamedDecl* found = find(of->getDefinition(), name)) return found;
    }
    return nullptr;
}

/// The loop that LOOP_RUNS_ON names in the scope of its function.
static Value loopNamed(StringRef text, const FunctionDecl* function, const DeclNames& names) {
    IdentifierInfo& name = function->getASTContext().Idents.get(text);
    const NamedDecl* found = find(function->getDeclContext(), &name);
    if (const auto* variable = dyn_cast_or_null<VarDecl>(found))
        return variableValue(variable, names);
    const auto* field = dyn_cast_or_null<FieldDecl>(found);
    return field ? fieldValue(field, {.kind = ValueKind::This}, names) : Value{};
}

/// What names nothing is the author's mistake, and told like any other error of the code.
static void refuse(const AnnotateAttr* attribute, StringRef text, const FunctionDecl* function) {
    if (attribute->isInherited() || function->isDependentContext()) return;
    DiagnosticsEngine& diagnostics = function->getASTContext().getDiagnostics();
    const unsigned id = diagnostics.getCustomDiagID(
        DiagnosticsEngine::Error,
        "LOOP_RUNS_ON(%0): expected the name of a variable or member that is a loop");
    diagnostics.Report(attribute->getLocation(), id) << text;
}

void readAnnotations(const FunctionDecl* function, const DeclNames& names,
                     std::vector<Annotation>& annotations) {
    if (!function->hasAttrs()) return;
    for (const auto* attribute : function->specific_attrs<AnnotateAttr>()) {
        StringRef text = attribute->getAnnotation();
        Annotation said{.name = names.canonicalName(function), .entity = names.entityOf(function)};
        if (text == "loop::thread_safe")
            said.kind = AnnotationKind::ThreadSafe;
        else if (text == "loop::hands_over")
            said.kind = AnnotationKind::HandsOver;
        else if (text == "loop::asserts")
            said.kind = AnnotationKind::Asserts;
        else if (text.consume_front("loop::runs_on:")) {
            said.kind = AnnotationKind::RunsOn, said.loop = loopNamed(text, function, names);
            if (said.loop.is(ValueKind::Unknown)) refuse(attribute, text, function);
        } else
            continue;
        annotations.push_back(std::move(said));
    }
}

void readAnnotations(const CXXRecordDecl* record, const DeclNames& names,
                     std::vector<Annotation>& annotations) {
    const auto isBound = [](const AnnotateAttr* attribute) {
        return attribute->getAnnotation() == "loop::bound";
    };
    if (!record->hasAttrs() || llvm::none_of(record->specific_attrs<AnnotateAttr>(), isBound))
        return;
    Annotation said{.kind = AnnotationKind::Bound, .name = names.canonicalName(record)};
    said.record = names.recordKey(record);
    for (const CXXConstructorDecl* constructor : record->ctors()) {
        if (constructor->isImplicit() || constructor->isCopyOrMoveConstructor()) continue;
        said.parameters.clear();
        for (const ParmVarDecl* parameter : constructor->parameters())
            said.parameters.push_back(names.typeOf(parameter->getType()));
        annotations.push_back(said);
    }
    if (said.parameters.empty()) annotations.push_back(std::move(said));
}

} // namespace looplint
