#pragma once
// HeadStart: a parse on the preamble of an open file that begins before the text is known. While
// somebody reads what the last parse found, or thinks, the compiler starts and reads from the
// preamble what the last parse needed of it; a keystroke then costs no more than the rest.

#include <clang/AST/DeclID.h>
#include <clang/Frontend/CompilerInstance.h>
#include <clang/Serialization/ASTDeserializationListener.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace looplint {

/// For all parses of one file on one preamble, one after the other.
class HeadStart : private clang::ASTDeserializationListener {
  public:
    /// Waits for the text of the whole file, which starts as the preamble does; nothing: the parse
    /// is not to go on.
    using AwaitText = std::function<std::optional<std::string>()>;
    explicit HeadStart(AwaitText awaitText) : awaitText_(std::move(awaitText)) {}

    /// To be told what is read from the preamble.
    clang::ASTDeserializationListener* listener() { return this; }
    /// On a compiler that has opened the preamble: reads ahead, and puts the text that comes then
    /// in the place of the one it was started with. False if there is none.
    bool takeText(clang::CompilerInstance& compiler);

  private:
    void DeclRead(clang::GlobalDeclID id, const clang::Decl*) override { needed_.push_back(id); }
    void readAhead(clang::CompilerInstance& compiler);

    AwaitText awaitText_;
    std::vector<clang::GlobalDeclID> needed_; // in the order they were read in
};

} // namespace looplint
