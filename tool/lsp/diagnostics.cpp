// Diagnostics, pushed to clients that do not ask, and given to those that do.

#include "lsp/features.h"
#include "lsp/uri.h"

#include "analysis/check.h"
#include "globs.h"

namespace looplint::lsp {

json diagnosticOf(const Server& server, Folder& folder, const Finding& finding) {
    const std::string file = finding.at.file.str();
    json related = json::array();
    for (const Note& note : finding.notes)
        related.push_back(
            {{"location", server.location({note.at.file.str(), note.at.line, note.at.column})},
             {"message", note.message}});
    const bool isError = inGlobs(folder.session().config().warningsAsErrors, finding.check);
    json diagnostic = {{"range", server.range(file, finding.at.line, finding.at.column)},
                       {"severity", isError ? 1 : 2},
                       {"code", finding.check},
                       {"source", "looplint"},
                       {"message", finding.message},
                       {"relatedInformation", related},
                       {"data", {{"level", finding.level}}}};
    if (const std::string page = folder.session().pagePath(finding.check); !page.empty())
        diagnostic["codeDescription"] = {{"href", uriOf(page)}};
    return diagnostic;
}

namespace {

/// By file, in the order of the findings.
std::map<std::string, json> diagnosticsOf(const Server& server, Folder& folder) {
    std::map<std::string, json> byFile;
    for (const Finding& finding : server.findingsOf(folder)) {
        json& list = byFile.try_emplace(finding.at.file.str(), json::array()).first->second;
        list.push_back(diagnosticOf(server, folder, finding));
    }
    return byFile;
}

class Diagnostics {
  public:
    explicit Diagnostics(Server& server) : server_(server) {}

    /// Tells the client what is new about open files.
    void publish() {
        if (server_.isPulled()) {
            if (server_.clientHas("/workspace/diagnostics/refreshSupport")) refresh();
            return;
        }
        std::erase_if(published_,
                      [&](const auto& file) { return !server_.documents().contains(file.first); });
        for (const auto& folder : server_.folders()) {
            const auto byFile = diagnosticsOf(server_, *folder);
            for (const auto& [path, document] : server_.documents())
                if (server_.folderOf(path) == folder.get())
                    publish(path, document, byFile, folder->checkedVersion(path));
        }
    }

    json report(const json& items, const json& previous) const {
        const std::string id = idOf(items);
        if (previous == id) return {{"kind", "unchanged"}, {"resultId", id}};
        return {{"kind", "full"}, {"resultId", id}, {"items", items}};
    }

    void pullFile(const json& params, const Reply& reply) {
        const std::string path = server_.pathIn(params);
        Folder* folder = server_.folderOf(path);
        const json previous = params.value("previousResultId", json());
        if (!folder) return reply.result(report(json::array(), previous));
        folder->whenChecked(path, [=, this] {
            if (!reply.isOpen()) return;
            auto byFile = diagnosticsOf(server_, *folder);
            const auto items = byFile.find(path);
            reply.result(report(items == byFile.end() ? json::array() : items->second, previous));
        });
    }

    /// All files with findings, and those that had some when the client last asked.
    void pullWorkspace(const json& params, const Reply& reply) {
        std::map<std::string, json> previous;
        for (const json& each : params.value("previousResultIds", json::array()))
            if (const auto path = pathOf(each.at("uri").get<std::string>()))
                previous[*path] = each.at("value");
        const auto left = std::make_shared<size_t>(server_.folders().size());
        for (const auto& folder : server_.folders())
            folder->whenComplete([=, this] {
                if (--*left == 0 && reply.isOpen()) reply.result(workspaceReport(previous));
            });
    }

  private:
    static std::string idOf(const json& items) {
        return std::to_string(
            std::hash<std::string>{}(items.dump(-1, ' ', false, json::error_handler_t::replace)));
    }

    json workspaceReport(const std::map<std::string, json>& previous) const {
        std::map<std::string, json> all;
        for (const auto& [path, id] : previous) all[path] = json::array();
        for (const auto& folder : server_.folders())
            for (auto& [path, items] : diagnosticsOf(server_, *folder)) all[path] = items;
        json reports = json::array();
        for (const auto& [path, items] : all) {
            const auto known = previous.find(path);
            json one = report(items, known == previous.end() ? json() : known->second);
            const auto open = server_.documents().find(path);
            const bool isOpen = open != server_.documents().end();
            one["uri"] = isOpen ? open->second.uri : uriOf(path);
            one["version"] = isOpen ? json(open->second.version) : json();
            reports.push_back(std::move(one));
        }
        return {{"items", reports}};
    }

    void publish(const std::string& path, const Document& document,
                 const std::map<std::string, json>& byFile, std::optional<int64_t> version) {
        if (!version) return; // nothing is known yet
        const auto found = byFile.find(path);
        json params = {{"uri", document.uri},
                       {"version", *version},
                       {"diagnostics", found == byFile.end() ? json::array() : found->second}};
        json& last = published_[path];
        if (last == params) return;
        last = params;
        server_.rpc().notify("textDocument/publishDiagnostics", std::move(params));
    }

    void refresh() {
        json now;
        for (const auto& folder : server_.folders()) now.push_back(diagnosticsOf(server_, *folder));
        if (now == refreshed_) return;
        refreshed_ = std::move(now);
        server_.rpc().request("workspace/diagnostic/refresh", nullptr);
    }

    Server& server_;
    std::map<std::string, json> published_;
    json refreshed_;
};

} // namespace

void addDiagnostics(Server& server, json& capabilities) {
    const auto diagnostics = std::make_shared<Diagnostics>(server);
    capabilities["diagnosticProvider"] = {{"identifier", "looplint"},
                                          {"interFileDependencies", true},
                                          {"workspaceDiagnostics", true}};
    server.onFindings = [=] { diagnostics->publish(); };
    server.rpc().on("textDocument/diagnostic",
                    [=](const json& params, Reply reply) { diagnostics->pullFile(params, reply); });
    server.rpc().on("workspace/diagnostic", [=](const json& params, Reply reply) {
        diagnostics->pullWorkspace(params, reply);
    });
}

} // namespace looplint::lsp
