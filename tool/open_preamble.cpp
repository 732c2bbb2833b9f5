#include "open_preamble.h"

#include "compiler.h"
#include "driver.h"
#include "match/names.h"

#include <clang/AST/DeclTemplate.h>
#include <clang/Frontend/CompilerInstance.h>
#include <clang/Frontend/FrontendActions.h>
#include <clang/Frontend/MultiplexConsumer.h>
#include <clang/Lex/Lexer.h>
#include <clang/Lex/PreprocessorOptions.h>
#include <clang/Serialization/ASTReader.h>
#include <clang/Serialization/ModuleFile.h>
#include <llvm/Support/FileSystem.h>

#include <algorithm>

using namespace clang;
using clang::tooling::CompileCommand;

namespace looplint {

namespace {

/// Bodies outside the project are skipped, as in any parse here.
class SkipOutside : public ASTConsumer {
  public:
    explicit SkipOutside(SourceManager& sources) : sources_(sources) {}
    bool shouldSkipFunctionBody(Decl* decl) override {
        return isOutside(sources_, decl->getLocation());
    }

  private:
    SourceManager& sources_;
};

class HeadAction : public GeneratePCHAction {
  public:
    explicit HeadAction(OpenPreamble& preamble) : preamble_(preamble) {}
    std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance& compiler,
                                                   StringRef file) override {
        compiler.getDiagnostics().setSuppressSystemWarnings(true);
        compiler.getDiagnostics().setFatalsAsError(true); // as in parse.cpp
        auto writer = GeneratePCHAction::CreateASTConsumer(compiler, file);
        if (!writer) return nullptr;
        std::vector<std::unique_ptr<ASTConsumer>> both;
        both.push_back(std::move(writer));
        both.push_back(std::make_unique<SkipOutside>(compiler.getSourceManager()));
        return std::make_unique<MultiplexConsumer>(std::move(both));
    }
    bool shouldEraseOutputFiles() override { return false; } // a head with errors is one too
    void EndSourceFileAction() override {
        const SourceManager& sources = getCompilerInstance().getSourceManager();
        for (unsigned i = 1; i < sources.local_sloc_entry_size(); ++i) {
            const SrcMgr::SLocEntry& entry = sources.getLocalSLocEntry(i);
            if (!entry.isFile()) continue;
            const SourceLocation begin = SourceLocation::getFromRawEncoding(entry.getOffset());
            if (!sources.isInMainFile(begin) && !isOutside(sources, begin))
                preamble_.projectFiles.push_back(entry.getOffset());
        }
        GeneratePCHAction::EndSourceFileAction();
    }

  private:
    OpenPreamble& preamble_;
};

class ErrorFlag : public DiagnosticConsumer {
  public:
    explicit ErrorFlag(bool& flag) : flag_(flag) {}
    void HandleDiagnostic(DiagnosticsEngine::Level level, const Diagnostic& info) override {
        DiagnosticConsumer::HandleDiagnostic(level, info);
        if (level >= DiagnosticsEngine::Error) flag_ = true;
    }

  private:
    bool& flag_;
};

/// An implicit instance stands below its template, not on its own.
bool isInstance(const Decl* decl) {
    if (const auto* function = dyn_cast<FunctionDecl>(decl))
        return function->isTemplateInstantiation();
    if (const auto* record = dyn_cast<ClassTemplateSpecializationDecl>(decl))
        return record->getSpecializationKind() == TSK_ImplicitInstantiation;
    if (const auto* variable = dyn_cast<VarTemplateSpecializationDecl>(decl))
        return variable->getSpecializationKind() == TSK_ImplicitInstantiation;
    return false;
}

std::optional<std::string> textOf(const CompileCommand& command, const Overlay& overlay) {
    if (const auto open = overlay.find(command.Filename); open != overlay.end())
        return open->second;
    auto buffer = llvm::MemoryBuffer::getFile(command.Filename);
    if (!buffer) return std::nullopt;
    return (*buffer)->getBuffer().str();
}

} // namespace

std::pair<std::string, bool> headOf(std::string_view text) {
    LangOptions options; // the superset: what a line of a head is does not depend on the standard
    options.CPlusPlus = options.CPlusPlus11 = options.CPlusPlus20 = options.LineComment = true;
    const std::string owned(text);
    const PreambleBounds bounds = Lexer::ComputePreamble(owned, options);
    return {owned.substr(0, bounds.Size), bounds.PreambleEndsAtStartOfLine};
}

bool OpenPreamble::fits(const std::string& wanted, std::string_view text) const {
    return key == wanted && headOf(text) == std::pair(head, endsAtStartOfLine);
}

bool OpenPreamble::isCurrent(const Overlay& overlay, DiskState& disk) const {
    Dependencies onDisk = read;
    for (const auto& open : overlay) {
        const auto file = onDisk.files.find(open.getKey().str());
        if (file == onDisk.files.end()) continue;
        if (file->second.content != hashOf(open.second)) return false;
        onDisk.files.erase(file);
    }
    return disk.isCurrent(onDisk);
}

std::optional<OpenPreamble> buildOpenPreamble(const CompileCommand& command, const Overlay& overlay,
                                              const std::string& pch) {
    const std::optional<std::string> text = textOf(command, overlay);
    if (!text) return std::nullopt;
    OpenPreamble preamble{.pch = pch, .key = unitKey(command)};
    std::tie(preamble.head, preamble.endsAtStartOfLine) = headOf(*text);
    if (preamble.head.empty()) return std::nullopt;
    auto files = llvm::makeIntrusiveRefCnt<RecordingFiles>(filesWith(overlay, command.Directory));
    ErrorFlag errors(preamble.hasErrors);
    const bool ran = runCompiler(
        {argumentsOf(command), command.Directory, files,
         [&] { return std::make_unique<HeadAction>(preamble); },
         [&](CompilerInvocation& invocation) {
             invocation.getFrontendOpts().OutputFile = pch;
             invocation.getFrontendOpts().SkipFunctionBodies = true;
             invocation.getFrontendOpts().DisableFree = true;
             // Remapped, so that the reader does not compare it with what is there.
             invocation.getPreprocessorOpts().addRemappedFile(
                 command.Filename,
                 llvm::MemoryBuffer::getMemBufferCopy(preamble.head, command.Filename).release());
             invocation.getPreprocessorOpts().GeneratePreamble = true;
             invocation.getPreprocessorOpts().AllowPCHWithCompilerErrors = true;
         },
         errors});
    if (!ran || !llvm::sys::fs::exists(pch)) return std::nullopt;
    preamble.read = files->dependencies();
    preamble.read.files.erase(command.Filename);
    for (auto& [name, stamp] : preamble.read.files)
        if (overlay.contains(name)) stamp.modified = 0; // the time is that of another content
    return preamble;
}

void startOn(const OpenPreamble& preamble, StringRef file, StringRef text,
             CompilerInvocation& invocation) {
    PreprocessorOptions& options = invocation.getPreprocessorOpts();
    options.addRemappedFile(file, llvm::MemoryBuffer::getMemBufferCopy(text, file).release());
    options.PrecompiledPreambleBytes = {preamble.head.size(), preamble.endsAtStartOfLine};
    options.DisablePCHOrModuleValidation = DisableValidationForModuleKind::All;
    options.AllowPCHWithCompilerErrors = true;
    options.GeneratePreamble = true; // the unterminated #if of the head go on
    options.ImplicitPCHInclude = preamble.pch;
}

std::vector<Decl*> projectDecls(ASTContext& context, CompilerInstance& compiler,
                                const OpenPreamble& preamble) {
    std::vector<Decl*> decls;
    const SourceManager& sources = context.getSourceManager();
    if (auto reader = compiler.getASTReader())
        for (const uint32_t offset : preamble.projectFiles) {
            const SourceLocation begin =
                SourceLocation::getFromRawEncoding(offset).getLocWithOffset(
                    reader->getModuleManager().getPrimaryModule().SLocEntryBaseOffset - 2);
            const FileID file = sources.getFileID(begin);
            llvm::SmallVector<Decl*> found;
            reader->FindFileRegionDecls(file, 0, sources.getFileIDSize(file), found);
            for (Decl* decl : found)
                if (decl->getLexicalDeclContext()->isTranslationUnit() && !isInstance(decl))
                    decls.push_back(decl);
        }
    for (Decl* decl : context.getTranslationUnitDecl()->noload_decls())
        if (!decl->isFromASTFile()) decls.push_back(decl);
    std::map<const Decl*, size_t> ranks; // what a macro makes at one place stays as it was
    for (Decl* decl : decls) ranks.try_emplace(decl, ranks.size());
    std::sort(decls.begin(), decls.end(), [&](const Decl* a, const Decl* b) {
        if (a->getLocation() == b->getLocation()) return ranks[a] < ranks[b];
        return sources.isBeforeInTranslationUnit(a->getLocation(), b->getLocation());
    });
    decls.erase(std::unique(decls.begin(), decls.end()), decls.end());
    return decls;
}

void OpenPreamble::write(BytesOut& out) const {
    out.text(pch), out.text(key), out.text(head);
    out.number(endsAtStartOfLine), out.number(hasErrors);
    out.list(projectFiles, [&](uint32_t offset) { out.number(offset); });
    read.write(out);
}

OpenPreamble OpenPreamble::readFrom(BytesIn& in) {
    OpenPreamble preamble;
    preamble.pch = in.text(), preamble.key = in.text(), preamble.head = in.text();
    preamble.endsAtStartOfLine = in.number<bool>(), preamble.hasErrors = in.number<bool>();
    in.list([&] { preamble.projectFiles.push_back(in.number<uint32_t>()); });
    preamble.read = Dependencies::read(in);
    return preamble;
}

} // namespace looplint
