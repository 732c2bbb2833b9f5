#include "match/names.h"

#include "analysis/holders.h"

#include <clang/AST/DeclCXX.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/Basic/FileManager.h>
#include <clang/Basic/SourceManager.h>
#include <clang/Index/USRGeneration.h>
#include <llvm/ADT/SmallString.h>
#include <llvm/Support/Path.h>

using namespace clang;

namespace looplint {

DeclNames::DeclNames(const ASTContext& context)
    : context_(context), sources_(context.getSourceManager()) {
    if (auto file = sources_.getFileEntryRefForID(sources_.getMainFileID()))
        unit_ = pathOf(file->getName());
}

Name DeclNames::pathOf(StringRef file) const {
    const auto [known, isNew] = paths_.try_emplace(file);
    if (!isNew) return known->second;
    llvm::SmallString<128> path(file);
    sources_.getFileManager().makeAbsolutePath(path);
    llvm::sys::path::remove_dots(path, true);
    return known->second = Name(std::string_view(path.str()));
}

bool isOutside(const SourceManager& sources, SourceLocation at) {
    const SourceLocation file = sources.getExpansionLoc(at);
    if (file.isInvalid() || sources.isInSystemHeader(file)) return true;
    if (sources.isInMainFile(file)) return false;
    const StringRef path = sources.getFilename(file);
    return path.starts_with("/usr/include/") || path.starts_with("/usr/lib/") ||
           path.starts_with("/usr/local/include/") || path.starts_with("/opt/");
}

bool DeclNames::isProject(SourceLocation at) const { return !isOutside(sources_, at); }

Location DeclNames::locationOf(SourceLocation at) const {
    const PresumedLoc place = sources_.getPresumedLoc(sources_.getExpansionLoc(at), false);
    if (place.isInvalid()) return {};
    return {pathOf(place.getFilename()), place.getLine(), place.getColumn()};
}

/// Whether other units can name `decl`: decides if the unit is part of its identity.
static bool isVisibleElsewhere(const Decl* decl) {
    const auto* named = dyn_cast<NamedDecl>(decl);
    if (!named) return false;
    if (const DeclContext* function = named->getParentFunctionOrMethod())
        return isVisibleElsewhere(cast<Decl>(function));
    return named->isExternallyVisible();
}

Entity DeclNames::entityOf(const Decl* decl) const {
    decl = decl->getCanonicalDecl();
    llvm::SmallString<128> usr;
    const auto* method = dyn_cast<CXXMethodDecl>(decl);
    const bool isLambda = method && method->getParent()->isLambda();
    if (isLambda || index::generateUSRForDecl(decl, usr)) {
        const Location at = locationOf(decl->getLocation());
        usr = ("at:" + format(at)).c_str();
        if (const DeclContext* in = cast<Decl>(decl->getDeclContext())->getParentFunctionOrMethod();
            in && cast<FunctionDecl>(in)->isTemplateInstantiation()) {
            llvm::SmallString<128> outer;
            index::generateUSRForDecl(cast<Decl>(in), outer);
            usr += outer;
        }
    }
    return {Name(std::string_view(usr.str())), isVisibleElsewhere(decl) ? Name() : unit_};
}

std::string DeclNames::qualifier(const DeclContext* context) const {
    for (; context && !context->isTranslationUnit(); context = context->getParent()) {
        if (const auto* space = dyn_cast<NamespaceDecl>(context); space && space->isInline())
            continue;
        if (const auto* named = dyn_cast<NamedDecl>(context)) return canonicalName(named) + "::";
    }
    return "";
}

static std::string ownName(const NamedDecl* decl) {
    if (const auto* record = dyn_cast<CXXRecordDecl>(decl)) {
        if (record->isLambda()) return "lambda";
        if (record->getIdentifier()) return record->getName().str();
        if (const TypedefNameDecl* alias = record->getTypedefNameForAnonDecl())
            return alias->getName().str();
        return "(anonymous)";
    }
    if (const auto* space = dyn_cast<NamespaceDecl>(decl); space && space->isAnonymousNamespace())
        return "(anonymous namespace)";
    if (isa<CXXConstructorDecl>(decl)) return ownName(cast<CXXRecordDecl>(decl->getDeclContext()));
    if (isa<CXXDestructorDecl>(decl))
        return "~" + ownName(cast<CXXRecordDecl>(decl->getDeclContext()));
    return decl->getDeclName().getAsString();
}

Name DeclNames::canonicalName(const NamedDecl* decl) const {
    const auto* method = dyn_cast<CXXMethodDecl>(decl);
    if (method && method->getParent()->isLambda()) return canonicalName(method->getParent());
    return Name(qualifier(decl->getDeclContext()) + ownName(decl));
}

Name DeclNames::recordKey(const RecordDecl* record) const {
    const Entity entity = entityOf(record);
    return entity.unit ? Name(entity.usr.str() + "@" + entity.unit.str()) : entity.usr;
}

const CXXRecordDecl* recordOf(QualType type) {
    if (type.isNull()) return nullptr; // a static_assert's message has none
    type = type.getNonReferenceType();
    while (type->isPointerType() || type->isArrayType())
        type = type->isPointerType() ? type->getPointeeType()
                                     : QualType(type->getPointeeOrArrayElementType(), 0);
    return type->getAsCXXRecordDecl();
}

/// Allocators, deleters, hashes: template arguments that hold nothing.
static bool isPolicy(QualType type) {
    const RecordDecl* record = type->getAsRecordDecl();
    if (!record || !record->isInStdNamespace()) return false;
    const StringRef name = record->getName();
    return name == "allocator" || name == "char_traits" || name == "default_delete" ||
           name == "less" || name == "hash" || name == "equal_to";
}

Type DeclNames::typeOf(QualType type) const {
    Type fact;
    if (type.isNull() || type->isDependentType()) return fact;
    if (type->isReferenceType()) fact.held = Held::Reference;
    type = type.getNonReferenceType();
    if (type->isArrayType()) {
        fact.isArray = true;
        type = context_.getBaseElementType(type);
    }
    while (type->isPointerType()) {
        fact.held = Held::Pointer;
        type = type->getPointeeType();
    }
    const RecordDecl* record = type->getAsRecordDecl();
    if (!record) {
        fact.generic = Name(type.getCanonicalType().getUnqualifiedType().getAsString());
        return fact;
    }
    Type held = fact;
    fact = typeOf(record);
    fact.held = held.held;
    fact.isArray = held.isArray;
    return fact;
}

Type DeclNames::typeOf(const RecordDecl* record) const {
    Type fact;
    fact.record = recordKey(record);
    fact.generic = canonicalName(record);
    const auto* specialization = dyn_cast<ClassTemplateSpecializationDecl>(record);
    const bool isOwn = specialization && isProject(specialization->getLocation());
    if (!specialization || (isOwn && !isHolderType(fact.generic))) return fact;
    for (const TemplateArgument& argument : specialization->getTemplateArgs().asArray())
        if (argument.getKind() == TemplateArgument::Type && !isPolicy(argument.getAsType()))
            fact.arguments.push_back(typeOf(argument.getAsType()));
    return fact;
}

} // namespace looplint
