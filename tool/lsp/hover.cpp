// Hover: on a loop-bound object its loop, where it is bound and who runs that; on a function or
// lambda the contexts it runs in, and why.

#include "lsp/features.h"
#include "lsp/uri.h"

#include <algorithm>
#include <filesystem>

namespace looplint::lsp {

std::string namesOf(const std::vector<ViewContext>& contexts) {
    std::string names;
    for (const ViewContext& context : contexts) {
        if (!names.empty()) names += ", ";
        names += context.name;
    }
    return names;
}

static std::string link(const ViewPlace& at) {
    const std::string shown = std::filesystem::path(at.file).filename().string() + ":" +
                              std::to_string(at.line) + ":" + std::to_string(at.column);
    return "[" + shown + "](" + uriOf(at.file) + "#L" + std::to_string(at.line) + ")";
}

static std::string chainOf(const ViewContext& context) {
    std::string text = "runs on " + context.name;
    if (!context.loop.empty() && context.name.find("'" + context.loop + "'") == std::string::npos)
        text += ", which runs the loop '" + context.loop + "'";
    for (const ViewStep& step : context.chain) text += "\n- " + link(step.at) + ": " + step.text;
    return text;
}

std::string describe(const Server&, const ViewFunction& function) {
    std::string text = "`" + function.name + "`";
    if (function.contexts.empty()) return text + "\n\nruns in no thread that is known";
    for (const ViewContext& context : function.contexts) text += "\n\n" + chainOf(context);
    return text;
}

static std::string describe(const ViewObject& object) {
    std::string text = "`" + object.name + "`";
    if (!object.loop.empty()) text += " belongs to the loop '" + object.loop + "'";
    if (object.bound.line) text += "\n\nbound at " + link(object.bound);
    for (const std::string& home : object.homes) text += "\n\nruns on " + home;
    if (object.loop.empty() && object.homes.empty() && !object.bound.line)
        text += object.binding.empty() ? " is loop-bound; its loop is not known"
                                       : " " + object.binding + "; which one is not known";
    return text;
}

/// What stands at a place of an open file.
static const ViewReference* referenceAt(const std::vector<ViewReference>& all, uint32_t line,
                                        uint32_t column) {
    for (const ViewReference& reference : all)
        if (reference.line == line && reference.column <= column &&
            column <= reference.column + reference.length)
            return &reference;
    return nullptr;
}

static json hoverAt(const Server& server, Folder& folder, const std::string& path,
                    const json& position) {
    const auto* references = folder.session().references(path);
    const FileView* view = folder.session().view(path);
    if (!references || !view) return nullptr;
    const Text& text = server.textOf(path);
    const auto line = position.at("line").get<uint32_t>();
    const auto column = static_cast<uint32_t>(
        bytesOf(text.line(line), position.at("character").get<uint32_t>(), server.encoding()));
    const ViewReference* at = referenceAt(*references, line + 1, column + 1);
    if (!at) return nullptr;
    std::string shown;
    for (const ViewObject& object : view->objects)
        if (shown.empty() && object.id == at->id) shown = describe(object);
    for (const ViewFunction& function : view->functions)
        if (shown.empty() && function.id == at->id) shown = describe(server, function);
    if (shown.empty()) return nullptr;
    return {{"contents", {{"kind", "markdown"}, {"value", shown}}},
            {"range", server.range(path, at->line, at->column, at->length)}};
}

void addHover(Server& server, json& capabilities) {
    capabilities["hoverProvider"] = true;
    server.rpc().on("textDocument/hover", [&server](const json& params, Reply reply) {
        const std::string path = server.pathIn(params);
        Folder* folder = server.folderOf(path);
        const json position = params.at("position");
        if (!folder) return reply.result(nullptr);
        folder->whenViewed(path, [=, &server] {
            if (reply.isOpen()) reply.result(hoverAt(server, *folder, path, position));
        });
    });
}

} // namespace looplint::lsp
