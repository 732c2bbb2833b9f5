#include "declared_names.h"

#include "match/names.h"
#include "models/model.h"

#include <clang/AST/RecursiveASTVisitor.h>
#include <clang/Basic/IdentifierTable.h>
#include <llvm/ADT/StringRef.h>

#include <algorithm>
#include <climits>

using namespace clang;

namespace looplint {

namespace {

class NameCollector : public RecursiveASTVisitor<NameCollector> {
  public:
    NameCollector(const ASTContext& context, std::set<std::string>& into)
        : names_(context), into_(into) {}

    bool VisitNamedDecl(NamedDecl* decl) {
        const bool isNameable =
            isa<FunctionDecl, RecordDecl, EnumConstantDecl, FunctionTemplateDecl, TypedefNameDecl>(
                decl);
        if (!isNameable || decl->getParentFunctionOrMethod()) return true;
        into_.insert(names_.canonicalName(decl).str());
        if (const auto* constant = dyn_cast<EnumConstantDecl>(decl)) addConstant(*constant);
        return true;
    }
    /// Bodies name nothing that another unit could.
    bool TraverseStmt(Stmt*) { return true; }

  private:
    /// An enumerator without the enumeration too: Qt::DirectConnection.
    void addConstant(const EnumConstantDecl& constant) {
        const auto* type = cast<EnumDecl>(constant.getDeclContext());
        if (const auto* around = dyn_cast<NamedDecl>(type->getDeclContext()))
            into_.insert(names_.canonicalName(around).str() + "::" + constant.getName().str());
        else
            into_.insert(constant.getName().str());
    }

    DeclNames names_;
    std::set<std::string>& into_;
};

std::string_view lastPart(std::string_view name) {
    const size_t colons = name.rfind("::");
    return colons == name.npos ? name : name.substr(colons + 2);
}

/// How far a name is from another: letters to change, those of the last part counted twice.
unsigned distance(const std::string& a, const std::string& b, unsigned most) {
    const unsigned whole = llvm::StringRef(a).edit_distance(b, true, most);
    if (whole > most) return most + 1;
    return whole + llvm::StringRef(lastPart(a)).edit_distance(lastPart(b), true, most);
}

} // namespace

void DeclaredNames::add(ASTContext& context) {
    NameCollector(context, names_).TraverseDecl(context.getTranslationUnitDecl());
    for (const auto& identifier : context.Idents)
        if (identifier.second->hadMacroDefinition()) names_.insert(identifier.first().str());
}

bool DeclaredNames::has(const std::string& name) const {
    const size_t star = name.find('*');
    if (star == name.npos) return names_.contains(name);
    const std::string start = name.substr(0, star);
    for (auto at = names_.lower_bound(start); at != names_.end() && at->starts_with(start); ++at)
        if (matchesStars(name, *at)) return true;
    return false;
}

std::string DeclaredNames::nearest(const std::vector<std::string>& spellings) const {
    std::string best;
    unsigned least = UINT_MAX;
    for (const std::string& name : spellings) {
        least = std::min<unsigned>(least, std::max<unsigned>(4, name.size())); // farther: no help
        for (const std::string& candidate : names_) {
            const unsigned off = distance(name, candidate, least);
            if (off >= least) continue;
            least = off;
            best = candidate;
        }
    }
    return best;
}

} // namespace looplint
