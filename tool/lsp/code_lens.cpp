// Code lens: above each function whose contexts are known, what runs it and "why here?".

#include "lsp/features.h"
#include "lsp/uri.h"

namespace looplint::lsp {

std::string whyText(Server& server, const json& argument) {
    const auto path = pathOf(argument.at("uri").get<std::string>());
    const auto id = argument.at("id").get<std::string>();
    Folder* folder = path ? server.folderOf(*path) : nullptr;
    const FileView* view = folder ? folder->session().view(*path) : nullptr;
    if (view)
        for (const ViewFunction& function : view->functions)
            if (function.id == id) return describe(server, function);
    return "nothing is known of it any more";
}

static json lensesIn(const Server& server, Folder& folder, const std::string& path) {
    json lenses = json::array();
    const FileView* view = folder.session().view(path);
    if (!view) return lenses;
    for (const ViewFunction& function : view->functions) {
        if (function.isLambda || function.contexts.empty()) continue;
        const json argument = {{"uri", uriOf(path)}, {"id", function.id}};
        lenses.push_back({{"range", server.range(path, function.at.line, function.at.column)},
                          {"command",
                           {{"title", "runs on " + namesOf(function.contexts) + " — why here?"},
                            {"command", "looplint.why"},
                            {"arguments", json::array({argument})}}}});
    }
    return lenses;
}

void addCodeLens(Server& server, json& capabilities) {
    capabilities["codeLensProvider"] = json::object();
    capabilities["executeCommandProvider"]["commands"].push_back("looplint.why");
    server.rpc().on("textDocument/codeLens", [&server](const json& params, Reply reply) {
        const std::string path = server.pathIn(params);
        Folder* folder = server.folderOf(path);
        if (!folder) return reply.result(json::array());
        folder->whenViewed(path, [=, &server] {
            if (reply.isOpen()) reply.result(lensesIn(server, *folder, path));
        });
    });
}

} // namespace looplint::lsp
