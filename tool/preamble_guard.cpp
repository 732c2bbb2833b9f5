#include "preamble_guard.h"

#include "macro_mentions.h"
#include "match/names.h"
#include "preamble_recorder.h"

#include <clang/AST/ASTMutationListener.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/AST/RecursiveASTVisitor.h>
#include <clang/Sema/TemplateInstCallback.h>
#include <llvm/ADT/StringSet.h>
#include <llvm/Support/Path.h>

#include <algorithm>

using namespace clang;

namespace looplint {

/// Reads the unit's own text along with the preprocessor.
class MacroWatcher : public PPCallbacks {
  public:
    explicit MacroWatcher(PreambleGuard& guard) : guard_(guard) {}
    void InclusionDirective(SourceLocation hash, const Token&, StringRef, bool, CharSourceRange,
                            OptionalFileEntryRef file, StringRef, StringRef, const clang::Module*,
                            bool, SrcMgr::CharacteristicKind) override {
        guard_.include(file, hash);
    }
    void MacroExpands(const Token& name, const MacroDefinition& definition, SourceRange,
                      const MacroArgs*) override {
        guard_.useMacro(name, definition);
    }
    void Defined(const Token& name, const MacroDefinition& definition, SourceRange) override {
        guard_.useMacro(name, definition);
    }
    void Ifdef(SourceLocation, const Token& name, const MacroDefinition& definition) override {
        guard_.useMacro(name, definition);
    }
    void Ifndef(SourceLocation, const Token& name, const MacroDefinition& definition) override {
        guard_.useMacro(name, definition);
    }
    using PPCallbacks::Elifdef;
    void Elifdef(SourceLocation, const Token& name, const MacroDefinition& definition) override {
        guard_.useMacro(name, definition);
    }
    using PPCallbacks::Elifndef;
    void Elifndef(SourceLocation, const Token& name, const MacroDefinition& definition) override {
        guard_.useMacro(name, definition);
    }
    void MacroDefined(const Token& name, const MacroDirective*) override {
        guard_.changeMacro(name);
    }
    void MacroUndefined(const Token& name, const MacroDefinition&, const MacroDirective*) override {
        guard_.changeMacro(name);
    }

  private:
    PreambleGuard& guard_;
};

/// Sees which specialization each class template was instantiated from.
class InstantiationWatcher : public TemplateInstantiationCallback {
  public:
    explicit InstantiationWatcher(PreambleGuard& guard) : guard_(guard) {}
    void initialize(const Sema&) override {}
    void finalize(const Sema&) override {}
    void atTemplateBegin(const Sema&, const Sema::CodeSynthesisContext&) override {}
    void atTemplateEnd(const Sema&, const Sema::CodeSynthesisContext& context) override {
        if (context.Kind != Sema::CodeSynthesisContext::TemplateInstantiation) return;
        const auto* record = dyn_cast_or_null<ClassTemplateSpecializationDecl>(context.Entity);
        if (!record) return;
        if (const CXXRecordDecl* pattern = record->getTemplateInstantiationPattern())
            patterns_.insert({record->getSpecializedTemplate(), pattern});
    }
    /// A template that the unit does not see is one that its code could not have asked for: some
    /// overload of a header tried it.
    void check() {
        for (const auto& [general, pattern] : patterns_)
            if (guard_.seesAny(general)) guard_.useDeclaration(pattern, {});
    }

  private:
    PreambleGuard& guard_;
    llvm::SetVector<std::pair<const Decl*, const Decl*>> patterns_; // template, what was used
};

/// Notes how far the unit was when it came to need each specialization of a template of its own.
class SpecializationWatcher : public ASTMutationListener {
  public:
    explicit SpecializationWatcher(PreambleGuard& guard) : guard_(guard) {}
    void AddedCXXTemplateSpecialization(const ClassTemplateDecl* general,
                                        const ClassTemplateSpecializationDecl* decl) override {
        note(general, decl);
    }
    void AddedCXXTemplateSpecialization(const VarTemplateDecl* general,
                                        const VarTemplateSpecializationDecl* decl) override {
        note(general, decl);
    }
    void AddedCXXTemplateSpecialization(const FunctionTemplateDecl* general,
                                        const FunctionDecl* decl) override {
        note(general, decl);
    }

  private:
    void note(const Decl* general, const Decl* decl) {
        if (!general->isFromASTFile()) guard_.specialized_.try_emplace(decl, guard_.entered_);
    }
    PreambleGuard& guard_;
};

/// Visits what the project's code uses. What a specialization uses it finds when it is made, not
/// where its template is written.
class UseVisitor : public RecursiveASTVisitor<UseVisitor> {
  public:
    UseVisitor(PreambleGuard& guard, const SourceManager& sources)
        : guard_(guard), sources_(sources) {}

    bool shouldVisitTemplateInstantiations() const { return true; }
    bool shouldVisitImplicitCode() const { return true; }
    bool TraverseDecl(Decl* decl) {
        const bool isTop =
            decl && decl->getDeclContext() && isa<TranslationUnitDecl>(decl->getDeclContext());
        if (isTop && isOutside(sources_, decl->getLocation())) return true;
        const std::optional<uint32_t> around = included_;
        if (const auto own = guard_.specialized_.find(decl); own != guard_.specialized_.end())
            included_ = own->second;
        const bool goesOn = RecursiveASTVisitor::TraverseDecl(decl);
        included_ = around;
        return goesOn;
    }
    bool VisitDeclRefExpr(DeclRefExpr* expr) {
        use(expr->getFoundDecl(), expr->getLocation());
        return use(expr->getDecl(), expr->getLocation());
    }
    bool VisitMemberExpr(MemberExpr* expr) {
        return use(expr->getMemberDecl(), expr->getMemberLoc());
    }
    bool VisitCXXConstructExpr(CXXConstructExpr* expr) {
        return use(expr->getConstructor(), expr->getLocation());
    }
    bool VisitTypeLoc(TypeLoc loc) {
        const QualType type = loc.getType();
        if (const auto* alias = type->getAs<TypedefType>())
            use(alias->getDecl(), loc.getBeginLoc());
        if (const auto* special = type->getAs<TemplateSpecializationType>())
            use(special->getTemplateName().getAsTemplateDecl(), loc.getBeginLoc());
        return use(type->getAsTagDecl(), loc.getBeginLoc());
    }

  private:
    bool use(const Decl* decl, SourceLocation at) {
        if (decl) guard_.useDeclaration(decl, {at, included_});
        return guard_.difference_.empty();
    }
    PreambleGuard& guard_;
    const SourceManager& sources_;
    std::optional<uint32_t> included_; // of the specialization that is visited
};

PreambleGuard::PreambleGuard(const Preamble& preamble)
    : preamble_(preamble), order_(preamble.files.size()), includedAt_(preamble.files.size()) {
    for (uint32_t i = 0; i < preamble.files.size(); ++i) indices_[preamble.files[i].path] = i;
}

void PreambleGuard::watch(Preprocessor& preprocessor) {
    sources_ = &preprocessor.getSourceManager();
    language_ = &preprocessor.getLangOpts();
    preprocessor.addPPCallbacks(std::make_unique<MacroWatcher>(*this));
}

void PreambleGuard::watch(Sema& sema) {
    sema.TemplateInstCallbacks.push_back(std::make_unique<InstantiationWatcher>(*this));
    watcher_ = static_cast<InstantiationWatcher*>(sema.TemplateInstCallbacks.back().get());
}

PreambleGuard::~PreambleGuard() = default;

ASTMutationListener* PreambleGuard::listener() {
    if (!listener_) listener_ = std::make_unique<SpecializationWatcher>(*this);
    return listener_.get();
}

void PreambleGuard::differs(const std::string& what) {
    if (difference_.empty()) difference_ = what;
}

/// The file of the preamble that `at` lies in; kNoFile if it lies in no such file.
uint32_t PreambleGuard::fileAt(SourceLocation at) {
    if (at.isInvalid()) return kNoFile;
    const FileID id = sources_->getFileID(sources_->getExpansionLoc(at));
    const auto [known, isNew] = byId_.try_emplace(id, kNoFile);
    if (!isNew) return known->second;
    if (const OptionalFileEntryRef file = sources_->getFileEntryRefForID(id))
        if (auto index = indices_.find(preamblePath(sources_->getFileManager(), file->getName()));
            index != indices_.end())
            known->second = index->second;
    return known->second;
}

/// As the preprocessor would: a file is entered at its first inclusion, and includes in its turn.
void PreambleGuard::enter(uint32_t file, SourceLocation at) {
    std::vector<std::pair<uint32_t, size_t>> open{{file, 0}};
    order_[file] = ++entered_;
    includedAt_[file] = at;
    while (!open.empty()) {
        auto& [from, next] = open.back();
        if (next == preamble_.files[from].includes.size()) {
            open.pop_back();
            continue;
        }
        const uint32_t to = preamble_.files[from].includes[next++];
        if (isVisible(to)) continue;
        order_[to] = ++entered_;
        includedAt_[to] = at;
        open.emplace_back(to, 0);
    }
}

void PreambleGuard::include(OptionalFileEntryRef file, SourceLocation at) {
    if (!file || fileAt(at) != kNoFile) return; // a header's own includes are known
    auto index = indices_.find(preamblePath(sources_->getFileManager(), file->getName()));
    if (index == indices_.end() || isVisible(index->second)) return;
    for (uint64_t macro : changed_)
        if (std::ranges::binary_search(preamble_.identifiers, macro))
            differs("a macro is defined before " + file->getName().str() + " is included");
    enter(index->second, at);
    lastInclude_ = at;
}

void PreambleGuard::useMacro(const Token& name, const MacroDefinition& definition) {
    if (fileAt(name.getLocation()) != kNoFile) return; // a header's own text
    const MacroInfo* macro = definition.getMacroInfo();
    const StringRef text = name.getIdentifierInfo()->getName();
    if (std::ranges::binary_search(preamble_.unsettled, identifierHash(text)))
        differs("macro " + text.str() + ", which headers define and undefine");
    if (!macro) return;
    const uint32_t file = fileAt(macro->getDefinitionLoc());
    if (file != kNoFile && !isVisible(file))
        differs("macro " + text.str() + " of " + preamble_.files[file].path);
}

void PreambleGuard::changeMacro(const Token& name) {
    if (fileAt(name.getLocation()) != kNoFile) return;
    if (sources_->isWrittenInBuiltinFile(name.getLocation()) ||
        sources_->isWrittenInCommandLineFile(name.getLocation()))
        return;
    changed_.push_back(identifierHash(name.getIdentifierInfo()->getName()));
}

bool PreambleGuard::sees(const Decl* decl, const UsePlace& place) {
    if (!decl->isFromASTFile()) return true;
    const uint32_t file = fileAt(decl->getLocation());
    if (file == kNoFile) return true; // built in
    if (!isVisible(file)) return false;
    if (place.included) return order_[file] <= *place.included;
    return place.at.isInvalid() ||
           !sources_->isBeforeInTranslationUnit(place.at, includedAt_[file]);
}

bool PreambleGuard::seesAny(const Decl* decl) {
    return llvm::any_of(decl->redecls(), [&](const Decl* one) { return sees(one, {}); });
}

/// What a using-declaration brings into the scope that it is from anyhow, as <stdlib.h> does with
/// std::abort, is found there without it.
static const Decl* withoutNeedlessUsing(const Decl* decl) {
    const auto* shadow = dyn_cast<UsingShadowDecl>(decl);
    if (!shadow) return decl;
    const NamedDecl* target = shadow->getTargetDecl();
    const bool isSameScope = shadow->getDeclContext()->getRedeclContext()->Equals(
        target->getDeclContext()->getRedeclContext());
    return isSameScope ? target : decl;
}

void PreambleGuard::useDeclaration(const Decl* decl, UsePlace place) {
    if (!difference_.empty() || !decl->isFromASTFile()) return;
    if (place.at.isValid()) place.at = sources_->getExpansionLoc(place.at);
    if (place.at.isValid() && sources_->isLoadedSourceLocation(place.at))
        place.at = {}; // a header's own use
    decl = withoutNeedlessUsing(decl);
    for (const Decl* one : decl->redecls())
        if (sees(one, place)) return;
    const auto* named = dyn_cast<NamedDecl>(decl);
    differs("'" + (named ? named->getQualifiedNameAsString() : "a declaration") + "' of " +
            preamble_.files[fileAt(decl->getLocation())].path);
}

/// Where a macro of the headers has no settled state, the unit must not even name it: that it is
/// not defined in the end does not show in what the preprocessor does.
void PreambleGuard::checkUnsettledNames() {
    if (preamble_.unsettled.empty()) return;
    for (unsigned i = 1; i < sources_->local_sloc_entry_size(); ++i) {
        const SrcMgr::SLocEntry& entry = sources_->getLocalSLocEntry(i);
        if (!entry.isFile() || !entry.getFile().getContentCache().OrigEntry) continue;
        const SourceLocation start = SourceLocation::getFromRawEncoding(entry.getOffset());
        if (fileAt(start) != kNoFile || isOutside(*sources_, start)) continue;
        forEachMention(sources_->getFileID(start), *sources_, *language_,
                       [&](uint64_t name, unsigned) {
                           if (std::ranges::binary_search(preamble_.unsettled, name))
                               differs("a macro is named that headers define and undefine");
                       });
    }
}

bool PreambleGuard::isAnyBefore(const std::vector<uint32_t>& files, uint32_t file) const {
    return std::ranges::any_of(
        files, [&](uint32_t other) { return isVisible(other) && order_[other] < order_[file]; });
}

std::string PreambleGuard::orderDifference() const {
    for (const auto& [user, definers] : preamble_.orders) {
        if (!isVisible(user)) continue;
        if (isAnyBefore(definers, user) != (definers.front() < user))
            return "the order of " + preamble_.files[user].path + " and " +
                   preamble_.files[definers.front()].path;
    }
    for (const auto& [heir, definers, users] : preamble_.heirs) {
        if (!isVisible(heir) || isAnyBefore(definers, heir)) continue;
        for (uint32_t user : users)
            if (order_[heir] < order_[user]) // which is 0 if it is not visible
                return "the order of " + preamble_.files[heir].path + " and " +
                       preamble_.files[definers.front()].path;
    }
    return {};
}

std::string PreambleGuard::difference(ASTContext& context) {
    if (difference_.empty()) differs(orderDifference());
    if (difference_.empty()) checkUnsettledNames();
    for (uint32_t opener : preamble_.openers)
        if (!isVisible(opener)) differs("a using-directive in " + preamble_.files[opener].path);
    for (const UsingDirectiveDecl* own : context.getTranslationUnitDecl()->using_directives())
        if (!own->isFromASTFile() && lastInclude_.isValid() &&
            sources_->isBeforeInTranslationUnit(own->getLocation(), lastInclude_))
            differs("a using-directive comes before an include");
    if (watcher_) watcher_->check();
    if (difference_.empty())
        UseVisitor(*this, *sources_).TraverseDecl(context.getTranslationUnitDecl());
    return difference_;
}

std::string PreambleGuard::difference(const UnitFacts& facts) const {
    llvm::StringSet<> hidden; // as facts name files
    for (uint32_t i = 0; i < order_.size(); ++i) {
        llvm::SmallString<256> name(preamble_.files[i].name);
        llvm::sys::path::remove_dots(name, true);
        if (!isVisible(i)) hidden.insert(name);
    }
    for (const RecordFact& record : facts.records)
        if (hidden.contains(record.at.file.str()))
            return "class '" + record.generic.str() + "' of " + record.at.file.str();
    return {};
}

Dependencies PreambleGuard::dependencies() const {
    Dependencies result = preamble_.absent;
    for (uint32_t i = 0; i < order_.size(); ++i)
        if (isVisible(i)) result.files[preamble_.files[i].name] = preamble_.files[i].stamp;
    return result;
}

} // namespace looplint
