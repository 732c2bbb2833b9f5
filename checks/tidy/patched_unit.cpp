#include "patched_unit.h"

#include "match/extract.h"

#include <clang/Basic/FileManager.h>
#include <clang/Basic/TargetInfo.h>
#include <clang/Frontend/CompilerInstance.h>
#include <clang/Frontend/FrontendAction.h>
#include <clang/Lex/HeaderSearch.h>
#include <clang/Lex/HeaderSearchOptions.h>
#include <clang/Lex/PreprocessorOptions.h>

#include <algorithm>

using namespace clang;

namespace looplint {

namespace {

class FactsConsumer : public ASTConsumer {
  public:
    explicit FactsConsumer(std::optional<UnitFacts>& facts) : facts_(facts) {}
    void HandleTranslationUnit(ASTContext& context) override {
        if (!context.getDiagnostics().hasErrorOccurred()) facts_ = extractFacts(context);
    }

  private:
    std::optional<UnitFacts>& facts_;
};

class FactsAction : public ASTFrontendAction {
  public:
    explicit FactsAction(std::optional<UnitFacts>& facts) : facts_(facts) {}
    std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance&, StringRef) override {
        return std::make_unique<FactsConsumer>(facts_);
    }

  private:
    std::optional<UnitFacts>& facts_;
};

/// The text of the main file with the edits made; none if they are not all in it.
std::optional<std::string> patchedText(const SourceManager& sources, const Fix& fix) {
    const FileID main = sources.getMainFileID();
    const OptionalFileEntryRef file = sources.getFileEntryRefForID(main);
    std::string text = sources.getBufferData(main).str();
    for (size_t i = fix.edits.size(); i-- > 0;) { // from the end, so that offsets hold
        const Edit& edit = fix.edits[i];
        auto edited = sources.getFileManager().getOptionalFileRef(edit.file.str());
        if (!file || !edited || *edited != *file || edit.offset + edit.length > text.size())
            return std::nullopt;
        text.replace(edit.offset, edit.length, edit.text);
    }
    return text;
}

std::shared_ptr<CompilerInvocation> invocationOf(const Preprocessor& preprocessor,
                                                 const std::string& file) {
    auto invocation = std::make_shared<CompilerInvocation>();
    invocation->getLangOpts() = preprocessor.getLangOpts();
    invocation->getTargetOpts() = preprocessor.getTargetInfo().getTargetOpts();
    invocation->getHeaderSearchOpts() = preprocessor.getHeaderSearchInfo().getHeaderSearchOpts();
    invocation->getPreprocessorOpts() = preprocessor.getPreprocessorOpts();
    invocation->getPreprocessorOpts().clearRemappedFiles();
    const Language language = preprocessor.getLangOpts().CPlusPlus ? Language::CXX : Language::C;
    invocation->getFrontendOpts().Inputs = {FrontendInputFile(file, InputKind(language))};
    invocation->getFrontendOpts().ProgramAction = frontend::ParseSyntaxOnly;
    return invocation;
}

std::unique_ptr<CompilerInstance> compilerFor(std::shared_ptr<CompilerInvocation> invocation,
                                              FileManager& files) {
#if LLVM_VERSION_MAJOR >= 21
    auto compiler = std::make_unique<CompilerInstance>(std::move(invocation));
    compiler->setVirtualFileSystem(files.getVirtualFileSystemPtr());
    compiler->setFileManager(&files);
    compiler->createDiagnostics(new IgnoringDiagConsumer);
#else
    auto compiler = std::make_unique<CompilerInstance>();
    compiler->setInvocation(std::move(invocation));
    compiler->setFileManager(&files);
    compiler->createDiagnostics(new IgnoringDiagConsumer);
#endif
    return compiler;
}

} // namespace

std::optional<UnitFacts> PatchedUnit::factsWith(const Fix& fix) const {
    const SourceManager& sources = preprocessor_.getSourceManager();
    const OptionalFileEntryRef file = sources.getFileEntryRefForID(sources.getMainFileID());
    const std::optional<std::string> text = patchedText(sources, fix);
    if (!file || !text) return std::nullopt;
    const std::string name = file->getName().str();
    auto invocation = invocationOf(preprocessor_, name);
    invocation->getPreprocessorOpts().addRemappedFile(
        name, llvm::MemoryBuffer::getMemBufferCopy(*text, name).release());
    auto compiler = compilerFor(std::move(invocation), sources.getFileManager());
    std::optional<UnitFacts> facts;
    FactsAction action(facts);
    if (!compiler->ExecuteAction(action)) return std::nullopt;
    return facts;
}

} // namespace looplint
