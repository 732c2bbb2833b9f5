// The checks in clang-tidy, one unit at a time:
//   clang-tidy-19 --load=looplint-tidy.so --checks='-*,loop-*' FILE
// Names, messages, options and fixes are looplint's; each check proves its own fixes. clang-tidy
// parses bodies of headers too, and says what NOLINT comments hide and which headers are reported
// on.

#include "analysis/check.h"
#include "fix/rewrite.h"
#include "match/extract.h"
#include "match/names.h"
#include "patched_unit.h"

#include <clang-tidy/ClangTidyCheck.h>
#include <clang-tidy/ClangTidyModule.h>
#include <clang-tidy/ClangTidyModuleRegistry.h>
#include <clang/ASTMatchers/ASTMatchFinder.h>
#include <clang/Basic/FileManager.h>

using namespace clang;

namespace looplint {

namespace {

/// One of our checks, as clang-tidy runs them. The facts of a unit are read once for all.
class TidyCheck : public tidy::ClangTidyCheck {
  public:
    TidyCheck(llvm::StringRef name, tidy::ClangTidyContext* context, const Check& check)
        : ClangTidyCheck(name, context), check_(check) {
        for (const Option& option : check.options)
            options_.set(std::string(check.name) + "." + std::string(option.name),
                         Options.get(option.name, option.fallback).str());
    }
    void storeOptions(tidy::ClangTidyOptions::OptionMap& map) override {
        for (const Option& option : check_.options)
            Options.store(map, option.name, options_.get(check_.name, option));
    }
    void registerPPCallbacks(const SourceManager&, Preprocessor* preprocessor,
                             Preprocessor*) override {
        unit_.emplace(*preprocessor);
    }
    void registerMatchers(ast_matchers::MatchFinder* finder) override {
        finder->addMatcher(ast_matchers::translationUnitDecl().bind("unit"), this);
    }
    void check(const ast_matchers::MatchFinder::MatchResult& result) override {
        const std::vector<Finding> findings = findingsIn(factsOf(*result.Context));
        for (Finding finding : findings) {
            finding.fix = proposeFix(*result.Context, finding, models());
            if (finding.fix && !isProved(finding, findings)) finding.fix.reset();
            report(finding, *result.SourceManager);
        }
    }

  private:
    static const Models& models() {
        static const Models all = Models::builtin();
        return all;
    }
    std::vector<Finding> findingsIn(const UnitFacts& facts) const {
        const Program program({&facts});
        std::vector<Finding> findings;
        check_.run({program, models(), options_}, findings);
        sortAndDedupe(findings);
        return findings;
    }
    /// With its fix the unit compiles, and this check finds nothing in it that it did not find
    /// before.
    bool isProved(const Finding& finding, const std::vector<Finding>& before) const {
        const std::optional<UnitFacts> facts =
            unit_ ? unit_->factsWith(*finding.fix) : std::nullopt;
        return facts && llvm::all_of(findingsIn(*facts), [&](const Finding& left) {
                   return left.subject != finding.subject &&
                          llvm::any_of(before, [&](const Finding& known) {
                              return known.subject == left.subject;
                          });
               });
    }
    static const UnitFacts& factsOf(ASTContext& context) {
        static const ASTContext* read = nullptr; // clang-tidy runs the checks in one thread
        static UnitFacts facts;
        const Name unit = DeclNames(context).unit();
        if (read != &context || facts.unit != unit) {
            facts = extractFacts(context);
            facts.unit = unit;
            facts.hasErrors = context.getDiagnostics().hasErrorOccurred();
            read = &context;
        }
        return facts;
    }

    SourceLocation placeOf(const Location& at, SourceManager& sources) const {
        auto file = sources.getFileManager().getFileRef(at.file.str());
        if (!file) return llvm::consumeError(file.takeError()), SourceLocation();
        return sources.translateFileLineCol(*file, at.line, at.column);
    }

    void report(const Finding& finding, SourceManager& sources) {
        const SourceLocation at = placeOf(finding.at, sources);
        if (at.isInvalid()) return;
        {
            auto warning = diag(at, "%0");
            warning << finding.message;
            if (finding.fix) addFix(warning, *finding.fix, sources);
        }
        for (const Note& note : finding.notes)
            if (const SourceLocation place = placeOf(note.at, sources); place.isValid())
                diag(place, "%0", DiagnosticIDs::Note) << note.message;
    }

    static void addFix(DiagnosticBuilder& warning, const Fix& fix, SourceManager& sources) {
        const SourceLocation start = sources.getLocForStartOfFile(sources.getMainFileID());
        for (const Edit& edit : fix.edits) {
            const SourceLocation from = start.getLocWithOffset(static_cast<int>(edit.offset));
            warning << FixItHint::CreateReplacement(
                CharSourceRange::getCharRange(from,
                                              from.getLocWithOffset(static_cast<int>(edit.length))),
                edit.text);
        }
    }

    const Check& check_;
    OptionValues options_;
    std::optional<PatchedUnit> unit_;
};

class TidyModule : public tidy::ClangTidyModule {
  public:
    void addCheckFactories(tidy::ClangTidyCheckFactories& factories) override {
        for (const Check* check : allChecks())
            factories.registerCheckFactory(
                check->name, [check](llvm::StringRef name, tidy::ClangTidyContext* context) {
                    return std::make_unique<TidyCheck>(name, context, *check);
                });
    }
};

} // namespace

} // namespace looplint

// clang-tidy's way in: its registry is filled as the plugin is loaded.
static const tidy::ClangTidyModuleRegistry::Add<looplint::TidyModule>
    kModule("looplint", "event-loop affinity");
