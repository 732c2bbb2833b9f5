// From   loop::Event event;   … Application app({.info = {{"event", std::ref(event)}}});
// to     Coroutine<void> create_event(Scope, Info& info, Request) { info.emplace<Event>("event");
// co_return; }
//        … Application app({.info = {}, .startup_handlers = {create_event}});
// The words come from the model of the server.

#include "fix/edits.h"
#include "fix/references.h"
#include "fix/rewrite.h"
#include "match/names.h"

#include <clang/AST/DeclCXX.h>
#include <clang/AST/ExprCXX.h>
#include <clang/AST/RecursiveASTVisitor.h>
#include <clang/Basic/CharInfo.h>
#include <clang/Basic/SourceManager.h>
#include <llvm/ADT/StringExtras.h>

using namespace clang;

namespace looplint {

namespace {

/// Where the static is put into the application's entries: the braced list of the pair, of the
/// entries, and of the application's parts, from the inside out.
struct Entry {
    std::string key;
    const Expr* reference = nullptr;
    std::vector<SourceRange> braces;
    const InitListExpr* parts = nullptr; // the application's, with designators
};

/// Finds the entry, with the stack of expressions around the reference.
class EntrySearch : public RecursiveASTVisitor<EntrySearch> {
  public:
    EntrySearch(const VarDecl* variable, const std::string& entries)
        : variable_(variable),
          entries_(entries),
          sources_(variable->getASTContext().getSourceManager()) {}
    Entry found;

    bool TraverseDecl(Decl* decl) {
        const bool isTop =
            decl && decl->getDeclContext() && decl->getDeclContext()->isTranslationUnit();
        if (isTop && !isa<TranslationUnitDecl>(decl) && isOutside(sources_, decl->getLocation()))
            return true;
        return RecursiveASTVisitor::TraverseDecl(decl);
    }
    bool dataTraverseStmtPre(Stmt* stmt) {
        stack_.push_back(stmt);
        return true;
    }
    bool dataTraverseStmtPost(Stmt*) {
        stack_.pop_back();
        return true;
    }
    bool VisitDeclRefExpr(DeclRefExpr* expr) {
        if (expr->getDecl() != variable_ || found.reference) return true;
        Entry entry{.reference = expr};
        bool isEntry = false;
        for (auto at = stack_.rbegin(); at != stack_.rend() && !entry.parts; ++at) {
            if (const auto* designated = dyn_cast<DesignatedInitExpr>(*at))
                isEntry |= designated->size() == 1 &&
                           designated->getDesignator(0)->getFieldName()->getName() == entries_;
            addBrace(*at, entry);
            if (isEntry && isa<InitListExpr>(*at)) entry.parts = cast<InitListExpr>(*at);
        }
        if (entry.parts && entry.braces.size() >= 3 && !entry.key.empty()) found = std::move(entry);
        return true;
    }

  private:
    void addBrace(const Stmt* stmt, Entry& entry) {
        const SourceRange range = stmt->getSourceRange();
        if (range.getBegin().isMacroID() || *sources_.getCharacterData(range.getBegin()) != '{')
            return;
        if (!entry.braces.empty() && entry.braces.back() == range) return;
        if (entry.braces.empty()) entry.key = keyIn(stmt);
        entry.braces.push_back(range);
    }
    static std::string keyIn(const Stmt* stmt) {
        if (const auto* text = dyn_cast<StringLiteral>(stmt)) return text->getString().str();
        for (const Stmt* child : stmt->children()) {
            std::string key = child ? keyIn(child) : "";
            if (!key.empty()) return key;
        }
        return "";
    }

    const VarDecl* variable_;
    const std::string& entries_;
    const SourceManager& sources_;
    std::vector<Stmt*> stack_;
};

class MoveToStartup {
  public:
    MoveToStartup(ASTContext& context, const Startup& startup, const VarDecl* variable)
        : context_(context),
          names_(context),
          startup_(startup),
          variable_(variable),
          edits_(context) {}

    std::optional<Fix> propose();

  private:
    bool rewriteUse(const Reference& use);
    void removeEntry();
    void addHandler();
    std::string filled(std::string text, const std::string& info) const;

    ASTContext& context_;
    DeclNames names_;
    const Startup& startup_;
    const VarDecl* variable_;
    EditList edits_;
    Entry entry_;
    std::string type_;
};

std::string MoveToStartup::filled(std::string text, const std::string& info) const {
    const std::pair<const char*, std::string> words[] = {
        {"{type}", type_}, {"{key}", entry_.key}, {"{info}", info}};
    for (const auto& [word, value] : words)
        for (size_t at = text.find(word); at != text.npos; at = text.find(word, at + value.size()))
            text.replace(at, StringRef(word).size(), value);
    return text;
}

/// A handler sees the entries as a parameter; elsewhere there is no way to reach them.
bool MoveToStartup::rewriteUse(const Reference& use) {
    if (!use.function || use.isInLambda || use.isInMacro) return false;
    for (const ParmVarDecl* parameter : use.function->parameters()) {
        const CXXRecordDecl* record = recordOf(parameter->getType());
        if (!record || names_.canonicalName(record) != startup_.info ||
            parameter->getName().empty())
            continue;
        edits_.replace(use.expr->getSourceRange(),
                       filled(startup_.access, parameter->getNameAsString()));
        return true;
    }
    return false;
}

void MoveToStartup::removeEntry() {
    const SourceRange entry = entry_.braces[0], all = entry_.braces[1];
    const std::string rest = edits_.textOf(all), one = edits_.textOf(entry);
    const bool isOnly =
        rest.size() - one.size() == 2 || StringRef(rest).drop_front().drop_back().trim() == one;
    if (isOnly) return edits_.replace(all, "{}");
    const size_t at = rest.find(one);
    const StringRef behind = StringRef(rest).substr(at + one.size()).ltrim();
    std::string kept = rest.substr(0, at);
    if (behind.starts_with(","))
        kept += behind.drop_front().ltrim().str();
    else
        kept = StringRef(kept).rtrim().rtrim(',').str() + behind.str();
    edits_.replace(all, kept);
}

void MoveToStartup::addHandler() {
    const std::string name = "create_" + entry_.key;
    for (const Expr* part : entry_.parts->inits()) {
        const auto* designated = dyn_cast<DesignatedInitExpr>(part);
        if (!designated ||
            designated->getDesignator(0)->getFieldName()->getName() != startup_.handlers)
            continue;
        const SourceRange list = designated->getInit()->getSourceRange();
        const bool isEmpty = StringRef(edits_.textOf(list)).drop_front().ltrim().starts_with("}");
        return edits_.insertAfter(list.getBegin(), name + (isEmpty ? "" : ", "));
    }
    edits_.insertAfter(entry_.braces[1].getEnd(), ", ." + startup_.handlers + " = {" + name + "}");
}

/// `T name;`: nothing is passed to the constructor.
static bool isPlain(const VarDecl* variable) {
    const Expr* init = variable->getInit();
    const auto* construct = init ? dyn_cast<CXXConstructExpr>(init->IgnoreImplicit()) : nullptr;
    return construct && construct->getParenOrBraceRange().isInvalid();
}

std::optional<Fix> MoveToStartup::propose() {
    EntrySearch search(variable_, startup_.entries);
    search.TraverseDecl(context_.getTranslationUnitDecl());
    entry_ = std::move(search.found);
    if (!entry_.reference || !isPlain(variable_) || !variable_->isFileVarDecl() ||
        !isValidAsciiIdentifier(entry_.key))
        return std::nullopt;
    type_ = edits_.textOf(variable_->getTypeSourceInfo()->getTypeLoc().getSourceRange());
    for (const Reference& use : referencesTo(variable_))
        if (use.expr != entry_.reference && !rewriteUse(use)) return std::nullopt;
    removeEntry();
    addHandler();
    edits_.replaceDeclaration(variable_, filled(startup_.handler, ""));
    return edits_.take("make '" + variable_->getNameAsString() +
                       "' in a startup handler, on the server's loop");
}

} // namespace

std::optional<Fix> moveToStartup(ASTContext& context, const Finding& finding,
                                 const Models& models) {
    const VarDecl* variable = variableWithUsr(context, finding.subject.usr.str());
    if (!variable) return std::nullopt;
    for (const auto& [function, server] : models.servers())
        if (server.startup)
            if (auto fix = MoveToStartup(context, *server.startup, variable).propose()) return fix;
    return std::nullopt;
}

} // namespace looplint
