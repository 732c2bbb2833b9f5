// Work-done progress of the index.

#include "lsp/features.h"

namespace looplint::lsp {

namespace {
struct Token {
    std::string name;
    bool isBegun = false;
    std::string shown;
};
} // namespace

void addProgress(Server& server) {
    if (!server.clientHas("/window/workDoneProgress")) return;
    const auto tokens = std::make_shared<std::map<const Folder*, Token>>();
    const auto tell = [&server](const Token& token, json value) {
        server.rpc().notify("$/progress", {{"token", token.name}, {"value", std::move(value)}});
    };
    server.onProgress = [=, &server](Folder& folder, size_t done, size_t total) {
        Token& token = (*tokens)[&folder];
        if (done >= total) {
            if (token.isBegun) tell(token, {{"kind", "end"}});
            token.isBegun = false;
            return;
        }
        const size_t percent = done * 100 / total;
        if (!std::exchange(token.isBegun, true)) {
            token.name = "looplint-index-" + std::to_string(tokens->size());
            server.rpc().request("window/workDoneProgress/create", {{"token", token.name}});
            tell(token,
                 {{"kind", "begin"}, {"title", "looplint: indexing"}, {"percentage", percent}});
        }
        const std::string text = std::to_string(done) + " of " + std::to_string(total) + " units";
        if (std::exchange(token.shown, text) != text)
            tell(token, {{"kind", "report"}, {"message", text}, {"percentage", percent}});
    };
}

} // namespace looplint::lsp
