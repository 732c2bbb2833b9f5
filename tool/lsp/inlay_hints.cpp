// Inlay hints: "runs on: …" at each lambda, each callback and each part of a coroutine.

#include "lsp/features.h"

namespace looplint::lsp {

static json hint(const Server& server, const std::string& path, const ViewPlace& at,
                 const std::vector<ViewContext>& contexts, const std::string& why) {
    std::string label = "runs on: " + namesOf(contexts);
    const bool isAtLine = !why.empty() && at.column == 0; // before the first word of its line
    const std::string line(server.textOf(path).line(at.line - 1));
    const auto first = static_cast<uint32_t>(std::min(line.find_first_not_of(" \t"), line.size()));
    const json place = server.range(path, at.line, isAtLine ? first + 1 : at.column).at("start");
    return {{"position", place},
            {"label", label},
            {"tooltip", {{"kind", "markdown"}, {"value", why}}},
            {"paddingRight", true}};
}

static json hintsIn(const Server& server, Folder& folder, const std::string& path,
                    const json& range) {
    json hints = json::array();
    const FileView* view = folder.session().view(path);
    if (!view) return hints;
    const auto first = range.at("start").at("line").get<uint32_t>() + 1,
               last = range.at("end").at("line").get<uint32_t>() + 1;
    const auto add = [&](ViewPlace at, const std::vector<ViewContext>& contexts,
                         const std::string& why) {
        if (at.line >= first && at.line <= last && !contexts.empty())
            hints.push_back(hint(server, path, at, contexts, why));
    };
    for (const ViewFunction& function : view->functions) {
        const bool isShown = function.isLambda || function.isCoroutine || function.isEntered;
        if (!isShown) continue;
        ViewPlace at = function.at;
        if (!function.isLambda) at.column = 0;
        add(at, function.contexts, describe(server, function));
        for (const ViewSegment& segment : function.segments)
            add(segment.at, segment.contexts, describe(server, function));
    }
    return hints;
}

void addInlayHints(Server& server, json& capabilities) {
    capabilities["inlayHintProvider"] = true;
    server.rpc().on("textDocument/inlayHint", [&server](const json& params, Reply reply) {
        const std::string path = server.pathIn(params);
        Folder* folder = server.folderOf(path);
        const json range = params.at("range");
        range.at("start").at("line").get<uint32_t>(), range.at("end").at("line").get<uint32_t>();
        if (!folder) return reply.result(json::array());
        folder->whenViewed(path, [=, &server] {
            if (reply.isOpen()) reply.result(hintsIn(server, *folder, path, range));
        });
    });
}

} // namespace looplint::lsp
