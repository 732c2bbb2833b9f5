// Call hierarchy: along calls, hand-overs and thread starts: from a callback to the post that runs
// it, across threads.

#include "lsp/features.h"
#include "lsp/uri.h"

namespace looplint::lsp {

static json itemOf(const Server& server, const ViewFunction& function, const std::string& detail) {
    const json range = server.range(function.at.file, function.at.line, function.at.column);
    return {{"name", function.name},
            {"kind", 12}, // a function
            {"detail", detail},
            {"uri", uriOf(function.at.file)},
            {"range", range},
            {"selectionRange", range},
            {"data", {{"id", function.id}, {"file", function.at.file}}}};
}

/// The innermost function at a line: the last that starts on it, or before.
static json prepare(const Server& server, Folder& folder, const std::string& path,
                    const json& position) {
    const FileView* view = folder.session().view(path);
    if (!view) return nullptr;
    const auto line = position.at("line").get<uint32_t>() + 1;
    const auto column =
        static_cast<uint32_t>(bytesOf(server.textOf(path).line(line - 1),
                                      position.at("character").get<uint32_t>(), server.encoding()));
    const std::vector<ViewReference>* references = folder.session().references(path);
    for (const ViewReference& at : references ? *references : std::vector<ViewReference>{})
        for (const ViewFunction& function : view->functions)
            if (at.id == function.id && at.line == line && at.column <= column + 1 &&
                column + 1 <= at.column + at.length)
                return json::array({itemOf(server, function, namesOf(function.contexts))});
    const ViewFunction* best = nullptr;
    for (const ViewFunction& function : view->functions)
        if (function.at.line <= line && (!best || function.at.line >= best->at.line))
            best = &function;
    if (!best) return nullptr;
    return json::array({itemOf(server, *best, namesOf(best->contexts))});
}

static void answerCalls(Server& server, const json& params, const Reply& reply, bool isInto) {
    const json data = params.at("item").at("data");
    const auto id = data.at("id").get<std::string>(), file = data.at("file").get<std::string>();
    Folder* folder = server.folderOf(file);
    if (!folder) return reply.result(nullptr);
    folder->findCalls(id, isInto, [=, &server](const std::vector<ViewCall>& calls) {
        json found = json::array();
        for (const ViewCall& call : calls) {
            const ViewFunction& other = isInto ? call.from : call.to;
            const json ranges =
                json::array({server.range(call.at.file, call.at.line, call.at.column)});
            found.push_back({{isInto ? "from" : "to", itemOf(server, other, call.how)},
                             {"fromRanges", ranges}});
        }
        reply.result(std::move(found));
    });
}

void addCallHierarchy(Server& server, json& capabilities) {
    capabilities["callHierarchyProvider"] = true;
    server.rpc().on("textDocument/prepareCallHierarchy", [&](const json& params, Reply reply) {
        const std::string path = server.pathIn(params);
        Folder* folder = server.folderOf(path);
        const json position = params.at("position");
        if (!folder) return reply.result(nullptr);
        folder->whenViewed(path, [=, &server] {
            if (reply.isOpen()) reply.result(prepare(server, *folder, path, position));
        });
    });
    server.rpc().on("callHierarchy/incomingCalls", [&](const json& params, Reply reply) {
        answerCalls(server, params, reply, true);
    });
    server.rpc().on("callHierarchy/outgoingCalls", [&](const json& params, Reply reply) {
        answerCalls(server, params, reply, false);
    });
}

} // namespace looplint::lsp
