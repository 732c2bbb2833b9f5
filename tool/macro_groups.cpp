#include "macro_groups.h"

#include <clang/Lex/Lexer.h>

using namespace clang;

namespace looplint {

namespace {

/// Reads one file's directives.
class Reader {
  public:
    Reader(FileID file, const SourceManager& sources, const LangOptions& language)
        : lexer_(file, sources.getBufferOrFake(file), sources, language), sources_(sources) {
        next();
    }

    std::vector<MacroGroup> read() {
        while (!token_.is(tok::eof)) {
            if (!token_.is(tok::hash) || !token_.isAtStartOfLine()) {
                spoil();
                next();
                continue;
            }
            const unsigned at = sources_.getFileOffset(token_.getLocation());
            next();
            readDirective(at);
            while (!token_.is(tok::eof) && !token_.isAtStartOfLine()) next();
        }
        return std::move(groups_);
    }

  private:
    struct Open {
        MacroGroup group;
        bool isPure = true;
    };

    void readDirective(unsigned at) {
        const StringRef word = identifier();
        if (word == "if" || word == "ifdef" || word == "ifndef") {
            open_.push_back({{.begin = at, .end = at, .macros = {}}});
        } else if (word == "endif") {
            close(at);
        } else if (word == "define") {
            next();
            define();
        } else if (!word.starts_with("el") && !token_.isAtStartOfLine()) { // else, elif, elifdef, …
            spoil();
        }
    }

    void define() {
        const std::string name = identifier().str();
        next();
        const bool isFunction =
            token_.is(tok::l_paren) && !token_.hasLeadingSpace() && !token_.isAtStartOfLine();
        if (name.empty() || isFunction) return spoil();
        if (!open_.empty()) open_.back().group.macros.push_back(name);
    }

    void close(unsigned at) {
        if (open_.empty()) return;
        Open closed = std::move(open_.back());
        open_.pop_back();
        closed.group.end = at;
        if (!open_.empty())
            open_.back().group.macros.insert(open_.back().group.macros.end(),
                                             closed.group.macros.begin(),
                                             closed.group.macros.end());
        if (closed.isPure && !closed.group.macros.empty())
            groups_.push_back(std::move(closed.group));
    }

    /// What comes here is more than a definition.
    void spoil() {
        for (Open& open : open_) open.isPure = false;
    }

    StringRef identifier() const {
        return token_.is(tok::raw_identifier) ? token_.getRawIdentifier() : StringRef();
    }
    void next() { lexer_.LexFromRawLexer(token_); }

    Lexer lexer_;
    const SourceManager& sources_;
    Token token_;
    std::vector<Open> open_;
    std::vector<MacroGroup> groups_;
};

} // namespace

std::vector<MacroGroup> macroGroups(FileID file, const SourceManager& sources,
                                    const LangOptions& language) {
    return Reader(file, sources, language).read();
}

} // namespace looplint
