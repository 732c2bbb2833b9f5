// Code actions: the fix of a finding, all fixes of a file, a suppression, an entry in the baseline.

#include "lsp/features.h"
#include "lsp/uri.h"

#include <algorithm>

namespace looplint::lsp {

namespace {

constexpr const char* kFixAll = "source.fixAll.looplint";
constexpr size_t kLongestLine = 100;

bool isWanted(const json& params, const std::string& kind) {
    const json only = params.at("context").value("only", json());
    if (!only.is_array()) return true;
    return std::ranges::any_of(only, [&](const json& each) {
        const auto prefix = each.get<std::string>();
        return prefix.empty() || kind == prefix || kind.starts_with(prefix + ".");
    });
}

class CodeActions {
  public:
    explicit CodeActions(Server& server) : server_(server) {}

    void list(const json& params, const Reply& reply) {
        const std::string path = server_.pathIn(params);
        Folder* folder = server_.folderOf(path);
        if (!folder) return reply.result(json::array());
        const json range = params.at("range");
        const auto first = range.at("start").at("line").get<uint32_t>() + 1,
                   last = range.at("end").at("line").get<uint32_t>() + 1;
        isWanted(params, ""); // refuses what is no list of kinds, before it waits
        folder->whenChecked(path, [=, this] {
            if (!reply.isOpen()) return;
            std::vector<Finding> here, all;
            for (const Finding& finding : server_.findingsOf(*folder)) {
                if (finding.at.file != Name(path)) continue;
                all.push_back(finding);
                if (finding.at.line >= first && finding.at.line <= last) here.push_back(finding);
            }
            const bool isAll = isWanted(params, kFixAll), isQuick = isWanted(params, "quickfix");
            if (!isQuick) here.clear();
            withFixes(*folder, isAll ? all : here, [=, this](const Fixes& fixes) {
                json actions = json::array();
                for (const Finding& finding : here) addActions(*folder, finding, fixes, actions);
                if (isAll) addFixAll(path, fixes, actions);
                reply.result(std::move(actions));
            });
        });
    }

    void addToBaseline(const json& argument, const Reply& reply) {
        const auto path = pathOf(argument.at("uri").get<std::string>());
        Folder* folder = path ? server_.folderOf(*path) : nullptr;
        if (!folder) return reply.error(ErrorCode::InvalidParams, "uri: expected a file's");
        for (const Finding& finding : server_.findingsOf(*folder))
            if (finding.at.file == Name(*path) &&
                finding.check == argument.at("check").get<std::string>() &&
                finding.message == argument.at("message").get<std::string>() &&
                finding.at.line == argument.at("line").get<uint32_t>()) {
                folder->session().addToBaseline(finding);
                reply.result(nullptr);
                return server_.onFindings();
            }
        reply.error(ErrorCode::InvalidParams, "there is no such finding any more");
    }

  private:
    using Fixes = std::vector<std::pair<Finding, std::optional<Fix>>>;

    /// Finds the fixes one after the other, then goes on.
    void withFixes(Folder& folder, std::vector<Finding> findings,
                   std::function<void(const Fixes&)> then, Fixes found = {}) {
        if (found.size() == findings.size()) return then(found);
        const Finding next = findings[found.size()];
        folder.findFix(next, [=, this, &folder](std::optional<Fix> fix) {
            Fixes more = found;
            more.emplace_back(next, std::move(fix));
            withFixes(folder, findings, then, std::move(more));
        });
    }

    json edit(const std::string& path, json edits) const {
        const auto open = server_.documents().find(path);
        const std::string uri = open == server_.documents().end() ? uriOf(path) : open->second.uri;
        if (open == server_.documents().end() ||
            !server_.clientHas("/workspace/workspaceEdit/documentChanges"))
            return {{"changes", {{uri, std::move(edits)}}}};
        const json document = {{"uri", uri}, {"version", open->second.version}};
        const json changes = {{"textDocument", document}, {"edits", std::move(edits)}};
        return {{"documentChanges", json::array({changes})}};
    }

    json textEdits(const std::vector<Edit>& edits) const {
        json all = json::array();
        for (const Edit& each : edits) {
            const Text& text = server_.textOf(each.file.str());
            const json start = text.positionOf(each.offset, server_.encoding()),
                       end = text.positionOf(each.offset + each.length, server_.encoding());
            all.push_back({{"range", {{"start", start}, {"end", end}}}, {"newText", each.text}});
        }
        return all;
    }

    void addActions(Folder& folder, const Finding& finding, const Fixes& fixes,
                    json& actions) const {
        const std::string path = finding.at.file.str();
        const json diagnostics = json::array({diagnosticOf(server_, folder, finding)});
        for (const auto& [of, fix] : fixes)
            if (of == finding && fix && !fix->edits.empty())
                actions.push_back({{"title", fix->description},
                                   {"kind", "quickfix"},
                                   {"isPreferred", true},
                                   {"diagnostics", diagnostics},
                                   {"edit", edit(path, textEdits(fix->edits))}});
        actions.push_back({{"title", "suppress " + finding.check + " here, with a reason"},
                           {"kind", "quickfix"},
                           {"diagnostics", diagnostics},
                           {"edit", edit(path, json::array({suppression(finding)}))}});
        const json which = {{"uri", uriOf(path)},
                            {"check", finding.check},
                            {"message", finding.message},
                            {"line", finding.at.line}};
        actions.push_back({{"title", "add to baseline"},
                           {"kind", "quickfix"},
                           {"diagnostics", diagnostics},
                           {"command",
                            {{"title", "add to baseline"},
                             {"command", "looplint.addToBaseline"},
                             {"arguments", json::array({which})}}}});
    }

    /// A NOLINT with a reason to fill in: behind the line, or above it if that makes it too long.
    json suppression(const Finding& finding) const {
        const Text& text = server_.textOf(finding.at.file.str());
        const uint32_t number = finding.at.line - 1;
        const std::string line(text.line(number));
        const std::string reason = "(" + finding.check + "): why this is safe";
        const bool isBehind = line.size() + reason.size() + 11 <= kLongestLine;
        const std::string indent = line.substr(0, line.find_first_not_of(" \t"));
        const json at = {{"line", number},
                         {"character", isBehind ? unitsOf(line, server_.encoding()) : 0}};
        return {{"range", {{"start", at}, {"end", at}}},
                {"newText",
                 isBehind ? "  // NOLINT" + reason : indent + "// NOLINTNEXTLINE" + reason + "\n"}};
    }

    /// Those fixes that do not overlap an earlier one, together.
    void addFixAll(const std::string& path, const Fixes& fixes, json& actions) const {
        std::vector<Edit> edits;
        for (const auto& [finding, fix] : fixes) {
            if (!fix) continue;
            const bool isApart = std::ranges::none_of(fix->edits, [&](const Edit& edit) {
                return std::ranges::any_of(edits, [&](const Edit& other) {
                    return edit.offset <= other.offset + other.length &&
                           other.offset <= edit.offset + edit.length;
                });
            });
            if (isApart) edits.insert(edits.end(), fix->edits.begin(), fix->edits.end());
        }
        if (edits.empty()) return;
        std::ranges::sort(edits);
        actions.push_back({{"title", "fix all that looplint can"},
                           {"kind", kFixAll},
                           {"edit", edit(path, textEdits(edits))}});
    }

    Server& server_;
};

} // namespace

void addCodeActions(Server& server, json& capabilities) {
    const auto actions = std::make_shared<CodeActions>(server);
    capabilities["codeActionProvider"] = {{"codeActionKinds", {"quickfix", kFixAll}}};
    capabilities["executeCommandProvider"]["commands"].push_back("looplint.addToBaseline");
    server.rpc().on("textDocument/codeAction",
                    [=](const json& params, Reply reply) { actions->list(params, reply); });
    server.rpc().on("workspace/executeCommand", [=, &server](const json& params, Reply reply) {
        const auto command = params.at("command").get<std::string>();
        if (command == "looplint.addToBaseline")
            return actions->addToBaseline(params.at("arguments").at(0), reply);
        if (command == "looplint.why") {
            const auto text = whyText(server, params.at("arguments").at(0));
            server.show(text, false);
            return reply.result(text);
        }
        reply.error(ErrorCode::InvalidParams, "no command '" + command + "'");
    });
}

} // namespace looplint::lsp
