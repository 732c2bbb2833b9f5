// The editor's route: every case of the corpus, opened in the language server, has the findings
// that the command line has, byte for byte.

#include "child.h"
#include "lsp/transport.h"
#include "lsp/uri.h"
#include "routes.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

namespace fs = std::filesystem;
using nlohmann::json;

namespace looplint::testing {

namespace {

/// A server that is asked one thing after the other.
class Server {
  public:
    explicit Server(const std::string& cache) {
        int to[2], from[2];
        if (pipe2(to, O_CLOEXEC) != 0 || pipe2(from, O_CLOEXEC) != 0)
            throw std::runtime_error("no pipe");
        process_ = fork();
        if (process_ == 0) {
            dup2(to[0], 0), dup2(from[1], 1);
            execl(LOOPLINT_BINARY, LOOPLINT_BINARY, "lsp", ("--cache-dir=" + cache).c_str(),
                  nullptr);
            _exit(127);
        }
        close(to[0]), close(from[1]);
        in_ = from[0], out_ = to[1];
    }
    ~Server() {
        kill(process_, SIGKILL);
        close(out_);
        endOf({process_, in_});
    }

    void notify(const char* method, const json& params) {
        send({{"jsonrpc", "2.0"}, {"method", method}, {"params", params}});
    }
    json ask(const char* method, const json& params) {
        send({{"jsonrpc", "2.0"}, {"id", ++id_}, {"method", method}, {"params", params}});
        for (;;) {
            json message = next();
            if (!message.contains("method") && message.at("id") == id_) return message.at("result");
        }
    }

  private:
    void send(const json& message) {
        if (!writeAll(out_, lsp::frame(message.dump())))
            throw std::runtime_error("the server is gone");
    }
    json next() {
        for (;;) {
            if (const auto item = reader_.next()) return json::parse(item->body);
            char buffer[1 << 16];
            const ssize_t count = read(in_, buffer, sizeof buffer);
            if (count <= 0) throw std::runtime_error("the server is gone");
            reader_.feed({buffer, static_cast<size_t>(count)});
        }
    }

    pid_t process_ = 0;
    int in_ = -1, out_ = -1, id_ = 0;
    lsp::FrameReader reader_;
};

Location placeOf(const json& uri, const json& range) {
    const json& start = range.at("start");
    return {Name(lsp::pathOf(uri.get<std::string>()).value_or("")),
            start.at("line").get<uint32_t>() + 1, start.at("character").get<uint32_t>() + 1};
}

Finding findingOf(const json& uri, const json& diagnostic) {
    Finding finding{.check = diagnostic.at("code"),
                    .at = placeOf(uri, diagnostic.at("range")),
                    .message = diagnostic.at("message"),
                    .level = diagnostic.at("data").at("level")};
    for (const json& related : diagnostic.at("relatedInformation")) {
        const json& at = related.at("location");
        finding.notes.push_back({placeOf(at.at("uri"), at.at("range")), related.at("message")});
    }
    return finding;
}

void writeProject(const CaseFile& file, const fs::path& folder) {
    fs::create_directories(folder);
    json commands = json::array();
    for (const std::string& unit : file.units) {
        json line = {unit.ends_with(".c") ? "clang" : "clang++"};
        for (const std::string& flag : file.flags)
            if (!unit.ends_with(".c") || !flag.starts_with("-std=c++")) line.push_back(flag);
        line.push_back("-c"), line.push_back(unit);
        commands.push_back(
            {{"directory", LOOPLINT_TESTS_DIR}, {"file", unit}, {"arguments", line}});
    }
    std::ofstream(folder / "compile_commands.json") << commands.dump();
    std::ofstream settings(folder / ".looplint");
    settings << "checks: '" << file.checks << "'\noptions: {";
    for (const auto& [key, value] : file.options) settings << key << ": '" << value << "', ";
    settings << "}\n";
}

json identifierOf(const std::string& unit) { return {{"uri", lsp::uriOf(unit)}}; }

std::string textOf(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void open(Server& server, const std::string& unit) {
    json document = identifierOf(unit);
    document.update({{"languageId", "cpp"}, {"version", 1}, {"text", textOf(unit)}});
    server.notify("textDocument/didOpen", {{"textDocument", document}});
}

/// Adds a line at the end and takes it away again, twice: what follows is parsed by a compiler that
/// has begun before it had the text.
void typeInto(Server& server, const std::string& unit) {
    const std::string text = textOf(unit);
    const size_t line = std::count(text.begin(), text.end(), '\n');
    const json end = {{"line", line}, {"character", text.size() - (text.rfind('\n') + 1)}};
    const json added = {{"line", line + 1}, {"character", 0}};
    for (int version = 2; version <= 5; ++version) {
        const bool isAdding = version % 2 == 0;
        json document = identifierOf(unit), change;
        document["version"] = version;
        change["range"] = {{"start", end}, {"end", isAdding ? end : added}};
        change["text"] = isAdding ? "\n" : "";
        server.notify("textDocument/didChange",
                      {{"textDocument", document}, {"contentChanges", json::array({change})}});
        server.ask("textDocument/diagnostic", {{"textDocument", identifierOf(unit)}});
    }
}

std::string lintInEditor(const CaseFile& file, const fs::path& folder, bool isTypedInto) {
    writeProject(file, folder);
    Server server((folder / "cache").string());
    server.ask("initialize", {{"rootUri", lsp::uriOf(folder.string())},
                              {"capabilities",
                               {{"general", {{"positionEncodings", {"utf-8"}}}},
                                {"textDocument", {{"diagnostic", json::object()}}}}}});
    for (const std::string& unit : file.units) open(server, unit);
    if (isTypedInto)
        for (const std::string& unit : file.units) typeInto(server, unit);
    std::vector<Finding> findings;
    const json report = server.ask("workspace/diagnostic", {{"previousResultIds", json::array()}});
    for (const json& one : report.at("items"))
        for (const json& diagnostic : one.at("items"))
            findings.push_back(findingOf(one.at("uri"), diagnostic));
    return asJson(findings);
}

constexpr size_t kTypedInto = 4; // one case of so many: it takes longer

TEST(Routes, TheEditorSaysWhatTheCommandLineSays) {
    const fs::path scratch =
        fs::temp_directory_path() / ("looplint-editor-" + std::to_string(getpid()));
    size_t number = 0;
    for (const char* folder : {"corpus", "programs"})
        for (const CaseFile& file : loadCases(folder)) {
            std::vector<Finding> serial = lintSerially(file).findings;
            EXPECT_EQ(
                lintInEditor(file, scratch / std::to_string(number), number % kTypedInto == 0),
                asJson(serial))
                << file.name;
            ++number;
        }
    EXPECT_GT(number, 100u);
    fs::remove_all(scratch);
}

} // namespace

} // namespace looplint::testing
