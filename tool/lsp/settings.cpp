// Settings: .looplint, compile_commands.json, models and the baseline are read again when they
// change, and the index when any other file of the project does.

#include "lsp/features.h"
#include "lsp/uri.h"

namespace looplint::lsp {

static void watch(Server& server) {
    if (!server.clientHas("/workspace/didChangeWatchedFiles/dynamicRegistration")) return;
    json watchers = json::array();
    for (const char* glob :
         {"**/.looplint", "**/compile_commands.json", "**/looplint-baseline.json",
          "**/*.{c,cc,cpp,cxx,h,hh,hpp,hxx,ipp,json}"})
        watchers.push_back({{"globPattern", glob}});
    const json registration = {{"id", "looplint-files"},
                               {"method", "workspace/didChangeWatchedFiles"},
                               {"registerOptions", {{"watchers", watchers}}}};
    server.rpc().request("client/registerCapability",
                         {{"registrations", json::array({registration})}});
}

void addSettings(Server& server, json& capabilities) {
    capabilities["workspace"]["workspaceFolders"] = {{"supported", true},
                                                     {"changeNotifications", true}};
    server.onInitialized = [&server] { watch(server); };
    server.onViews = [&server] {
        if (server.clientHas("/workspace/inlayHint/refreshSupport"))
            server.rpc().request("workspace/inlayHint/refresh", nullptr);
        if (server.clientHas("/workspace/codeLens/refreshSupport"))
            server.rpc().request("workspace/codeLens/refresh", nullptr);
    };
    server.rpc().on("workspace/didChangeWatchedFiles", [&server](const json& params) {
        std::vector<std::string> paths;
        for (const json& change : params.at("changes"))
            if (const auto path = pathOf(change.at("uri").get<std::string>()))
                paths.push_back(*path);
        for (const auto& folder : server.folders()) {
            bool isSetting = false;
            for (const std::string& path : paths) isSetting |= folder->session().isSetting(path);
            isSetting ? folder->load() : folder->changedOnDisk();
        }
    });
    server.rpc().on("workspace/didChangeConfiguration", [&server](const json&) {
        for (const auto& folder : server.folders()) folder->load();
    });
}

} // namespace looplint::lsp
