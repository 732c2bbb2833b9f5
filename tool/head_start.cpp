#include "head_start.h"

#include <clang/Basic/SourceManager.h>
#include <clang/Serialization/ASTReader.h>

using namespace clang;

namespace looplint {

void HeadStart::readAhead(CompilerInstance& compiler) {
    const auto reader = compiler.getASTReader();
    const std::vector<GlobalDeclID> needed = std::exchange(needed_, {});
    if (reader)
        for (const GlobalDeclID id : needed) reader->GetDecl(id);
}

bool HeadStart::takeText(CompilerInstance& compiler) {
    readAhead(compiler);
    const std::optional<std::string> text = awaitText_();
    if (!text) return false;
    SourceManager& sources = compiler.getSourceManager();
    const auto file = sources.getFileEntryRefForID(sources.getMainFileID());
    const auto kind =
        sources.getFileCharacteristic(sources.getLocForStartOfFile(sources.getMainFileID()));
    sources.overrideFileContents(*file,
                                 llvm::MemoryBuffer::getMemBufferCopy(*text, file->getName()));
    sources.setMainFileID(sources.createFileID(*file, SourceLocation(), kind));
    return true;
}

} // namespace looplint
