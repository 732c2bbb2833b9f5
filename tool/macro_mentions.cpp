#include "macro_mentions.h"

#include "preamble.h"

#include <clang/Lex/Lexer.h>

#include <algorithm>

using namespace clang;

namespace looplint {

namespace {
/// Reads identifiers and the definitions of macros off raw text.
class RawText {
  public:
    RawText(FileID id, const SourceManager& sources, const LangOptions& language)
        : lexer_(id, sources.getBufferOrFake(id), sources, language),
          sources_(sources),
          language_(language) {
        next();
    }
    template <class Name, class Definition>
    void read(Name name, Definition definition) {
        while (!token_.is(tok::eof)) {
            if (token_.is(tok::hash) && token_.isAtStartOfLine()) {
                next();
                if (isIdentifier() && token_.getRawIdentifier() == "include") {
                    next();
                    if (!isIdentifier()) skipLine(); // a header's name, not a macro's
                    continue;
                }
                if (isIdentifier() && token_.getRawIdentifier() == "define") {
                    next();
                    if (isIdentifier()) readDefinition(name, definition);
                    continue;
                }
            }
            if (isIdentifier()) noteName(name, true);
            next();
        }
    }

  private:
    template <class Name, class Definition>
    void readDefinition(Name name, Definition definition) {
        const uint64_t macro = identifierHash(token_.getRawIdentifier());
        const unsigned at = sources_.getFileOffset(token_.getLocation());
        std::string text;
        for (next(); !token_.is(tok::eof) && !token_.isAtStartOfLine(); next()) {
            text += Lexer::getSpelling(token_, sources_, language_) + ' ';
            if (isIdentifier()) noteName(name, false);
        }
        definition(macro, hashOf(text), at);
    }
    void skipLine() {
        while (!token_.is(tok::eof) && !token_.isAtStartOfLine()) next();
    }
    template <class Name>
    void noteName(Name name, bool isUsed) const {
        name(identifierHash(token_.getRawIdentifier()),
             sources_.getFileOffset(token_.getLocation()), isUsed);
    }
    bool isIdentifier() const { return token_.is(tok::raw_identifier); }
    void next() { lexer_.LexFromRawLexer(token_); }

    Lexer lexer_;
    const SourceManager& sources_;
    const LangOptions& language_;
    Token token_;
};
} // namespace

static bool isIn(const OffsetRanges& ranges, unsigned offset) {
    const auto next = std::ranges::upper_bound(
        ranges, offset, {}, [](const std::pair<unsigned, unsigned>& range) { return range.first; });
    return next != ranges.begin() && offset < std::prev(next)->second;
}

MacroMentions readMentions(FileID file, const SourceManager& sources, const LangOptions& language,
                           const OffsetRanges& skipped, const OffsetRanges& settled,
                           std::vector<MacroGroup> groups,
                           llvm::function_ref<void(uint64_t)> each) {
    MacroMentions result{.groups = std::move(groups)};
    const auto noteUse = [&](uint64_t name, unsigned offset) {
        bool isInGroup = false, isInQuietGroup = false;
        for (size_t i = 0; i < result.groups.size(); ++i) {
            if (!result.groups[i].covers(offset)) continue;
            isInGroup = true;
            if (!result.groups[i].isQuiet) continue;
            result.inGroups[name].push_back(i);
            isInQuietGroup = true;
        }
        if (!isInQuietGroup) result.names.insert(name);
        if (!isInGroup) result.deciding.insert(name);
    };
    RawText(file, sources, language)
        .read(
            [&](uint64_t name, unsigned offset, bool isUsed) {
                each(name);
                if (isUsed && !isIn(skipped, offset) && !isIn(settled, offset))
                    noteUse(name, offset);
            },
            [&](uint64_t name, uint64_t hash, unsigned offset) {
                result.definitions[name].insert(hash);
                if (!isIn(skipped, offset)) result.active[name].insert(hash);
            });
    for (const auto& [name, texts] : result.definitions) each(name);
    return result;
}

void forEachMention(FileID file, const SourceManager& sources, const LangOptions& language,
                    llvm::function_ref<void(uint64_t, unsigned)> each) {
    RawText(file, sources, language)
        .read([&](uint64_t name, unsigned offset, bool) { each(name, offset); },
              [](uint64_t, uint64_t, unsigned) {});
}

} // namespace looplint
