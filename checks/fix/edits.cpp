#include "fix/edits.h"

#include "match/names.h"

#include <clang/Basic/SourceManager.h>
#include <clang/Lex/Lexer.h>

using namespace clang;

namespace looplint {

EditList::EditList(const ASTContext& context)
    : context_(context), sources_(context.getSourceManager()), file_(DeclNames(context).unit()) {}

void EditList::add(SourceLocation begin, unsigned length, std::string text) {
    if (begin.isMacroID() || !sources_.isInMainFile(begin)) {
        isPossible_ = false;
        return;
    }
    edits_.push_back({file_, sources_.getFileOffset(begin), length, std::move(text)});
}

SourceLocation EditList::endOf(SourceLocation token) const {
    return Lexer::getLocForEndOfToken(token, 0, sources_, context_.getLangOpts());
}

void EditList::replace(SourceRange range, std::string text) {
    const SourceLocation end = endOf(range.getEnd());
    const bool isPlain = range.getBegin().isFileID() && range.getEnd().isFileID() && end.isValid();
    const unsigned length =
        isPlain ? sources_.getFileOffset(end) - sources_.getFileOffset(range.getBegin()) : 0;
    isPossible_ &= isPlain;
    add(range.getBegin(), length, std::move(text));
}

void EditList::insertBefore(SourceLocation at, std::string text) { add(at, 0, std::move(text)); }
void EditList::insertAfter(SourceLocation at, std::string text) {
    add(endOf(at), 0, std::move(text));
}

void EditList::replaceDeclaration(const Decl* decl, std::string text) {
    const SourceLocation semicolon = Lexer::findLocationAfterToken(
        decl->getEndLoc(), tok::semi, sources_, context_.getLangOpts(), false);
    if (semicolon.isInvalid() || decl->getBeginLoc().isMacroID()) {
        isPossible_ = false;
        return;
    }
    unsigned begin = sources_.getFileOffset(decl->getBeginLoc()),
             end = sources_.getFileOffset(semicolon);
    const StringRef file = sources_.getBufferData(sources_.getMainFileID());
    const bool isAlone =
        (begin == 0 || file[begin - 1] == '\n') && end < file.size() && file[end] == '\n';
    if (isAlone && text.empty()) ++end;
    add(decl->getBeginLoc(), end - begin, std::move(text));
}

/// From the end of a declaration to that of its line, if no more than a comment stands there.
static StringRef behind(StringRef file, unsigned end) {
    const StringRef rest = file.substr(end).take_until([](char c) { return c == '\n'; });
    return rest.trim().empty() || rest.ltrim().starts_with("//") ? rest : StringRef();
}

void EditList::moveDeclaration(const Decl* moved, const Decl* before) {
    const SourceLocation semicolon = Lexer::findLocationAfterToken(
        moved->getEndLoc(), tok::semi, sources_, context_.getLangOpts(), false);
    const SourceLocation begin = moved->getBeginLoc(), to = before->getBeginLoc();
    const StringRef indent = Lexer::getIndentationForLine(begin, sources_);
    const StringRef file = sources_.getBufferData(sources_.getMainFileID());
    const unsigned at = semicolon.isInvalid() || begin.isMacroID() || to.isMacroID() ||
                                !sources_.isInMainFile(begin)
                            ? 0
                            : sources_.getFileOffset(begin);
    const StringRef line = file.take_front(at).rsplit('\n').second;
    // Alone on its line, one declarator only.
    if (at == 0 || line != indent || sources_.getFileOffset(semicolon) <= at) {
        isPossible_ = false;
        return;
    }
    const unsigned end = sources_.getFileOffset(semicolon);
    const std::string newline = "\n" + indentation(to);
    const auto asLine = [&](StringRef text) {
        return text.empty() ? "" : text.ltrim().str() + newline;
    };
    const std::string comment = takeCommentAbove(moved), kept = takeCommentAbove(before);
    add(to, 0,
        asLine(comment) + asLine((file.slice(at, end) + behind(file, end)).str()) + asLine(kept));
    const unsigned from = at - line.size(), past = end + behind(file, end).size();
    const bool hasNewline = past < file.size() && file[past] == '\n';
    add(begin.getLocWithOffset(-static_cast<int>(line.size())), past - from + hasNewline, "");
}

std::string EditList::takeCommentAbove(const Decl* decl) {
    const StringRef file = sources_.getBufferData(sources_.getMainFileID());
    const SourceLocation at = decl->getBeginLoc();
    if (at.isMacroID() || !sources_.isInMainFile(at)) return "";
    const unsigned own = sources_.getFileOffset(at);
    const StringRef before = file.take_front(own).rsplit('\n').second;
    if (!before.trim().empty() || before.size() == own) return ""; // something stands before it
    const unsigned end = own - before.size();
    unsigned begin = end;
    while (begin > 0) {
        const size_t newline = file.rfind('\n', begin - 1 > 0 ? begin - 2 : 0);
        const unsigned line = newline == StringRef::npos ? 0 : newline + 1;
        if (!file.slice(line, begin).ltrim().starts_with("//")) break;
        begin = line;
    }
    if (begin == end) return "";
    add(sources_.getLocForStartOfFile(sources_.getMainFileID()).getLocWithOffset(begin),
        end - begin, "");
    return file.slice(begin, end).rtrim().str();
}

std::string EditList::indentation(SourceLocation at) const {
    return Lexer::getIndentationForLine(at, sources_).str();
}

std::string EditList::textOf(SourceRange range) const {
    return Lexer::getSourceText(CharSourceRange::getTokenRange(range), sources_,
                                context_.getLangOpts())
        .str();
}

std::optional<Fix> EditList::take(std::string description) {
    if (!isPossible_ || edits_.empty()) return std::nullopt;
    std::stable_sort(edits_.begin(), edits_.end(),
                     [](const Edit& a, const Edit& b) { return a.offset < b.offset; });
    return Fix{std::move(description), std::move(edits_)};
}

} // namespace looplint
