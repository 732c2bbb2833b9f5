#include "lsp/server.h"

#include "lsp/features.h"
#include "lsp/uri.h"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace fs = std::filesystem;

namespace looplint::lsp {

Server::Server(Options options, int in, int out)
    : options_(std::move(options)), in_(in), out_(out) {
    for (const int descriptor : {in_, out_})
        fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK);
    addLifecycle();
    addSync();
}

bool Server::clientHas(const char* pointer) const {
    const json::json_pointer at(pointer);
    if (!capabilities_.contains(at)) return false;
    const json& value = capabilities_.at(at);
    return value.is_boolean() ? value.get<bool>() : !value.is_null();
}

void Server::log(const std::string& text, bool isError) const {
    rpc_.notify("window/logMessage", {{"type", isError ? 1 : 3}, {"message", text}});
}
void Server::show(const std::string& text, bool isError) {
    rpc_.notify("window/showMessage", {{"type", isError ? 1 : 3}, {"message", text}});
}

const Text& Server::textOf(const std::string& path) const {
    if (const auto open = documents_.find(path); open != documents_.end()) return open->second.text;
    if (const auto known = onDisk_.find(path); known != onDisk_.end()) return known->second;
    std::ifstream file(path, std::ios::binary);
    return onDisk_[path] = Text(std::string(std::istreambuf_iterator<char>(file), {}));
}

json Server::range(const std::string& path, uint32_t line, uint32_t column, uint32_t length) const {
    return rangeAt(textOf(path), line, column, encoding_, length);
}

json Server::location(const ViewPlace& at) const {
    return {{"uri", uriOf(at.file)}, {"range", range(at.file, at.line, at.column)}};
}

std::string Server::pathIn(const json& params) const {
    const auto uri = params.at("textDocument").at("uri").get<std::string>();
    const auto path = pathOf(uri);
    if (!path) throw std::runtime_error("'" + uri + "': expected a file: URI");
    return *path;
}

static bool isBelow(const std::string& path, const std::string& root) {
    return path.starts_with(root) && (root == "/" || path[root.size()] == '/');
}

Folder* Server::folderOf(const std::string& path) {
    Folder* best = nullptr;
    for (const auto& folder : folders_) {
        const std::string& root = folder->session().root();
        if (isBelow(path, root) && (!best || root.size() > best->session().root().size()))
            best = folder.get();
    }
    return best ? best : folders_.empty() ? nullptr : folders_.front().get();
}

std::vector<Finding> Server::findingsOf(Folder& folder) const {
    OpenTexts texts;
    for (const auto& [path, document] : documents_) texts[path] = document.text.str();
    return folder.session().findings(texts);
}

void Server::addFolder(const std::string& root) {
    for (const auto& folder : folders_)
        if (folder->session().root() == root) return;
    const auto index = folders_.size();
    folders_.push_back(std::make_unique<Folder>(
        root, options_, documents_, jobs_,
        FolderEvents{[this] {
                         if (onFindings) onFindings();
                     },
                     [this] {
                         if (onViews) onViews();
                     },
                     [this, index](size_t done, size_t total) {
                         if (onProgress && index < folders_.size())
                             onProgress(*folders_[index], done, total);
                     },
                     [this](const std::string& text, bool isError) { log(text, isError); }}));
    folders_.back()->load();
}

void Server::openFolders(const json& params) {
    if (const auto list = params.find("workspaceFolders"); list != params.end() && list->is_array())
        for (const json& folder : *list)
            if (const auto path = pathOf(folder.at("uri").get<std::string>())) addFolder(*path);
    if (!folders_.empty()) return;
    std::optional<std::string> root;
    if (const auto uri = params.find("rootUri"); uri != params.end() && uri->is_string())
        root = pathOf(uri->get<std::string>());
    if (const auto path = params.find("rootPath");
        !root && path != params.end() && path->is_string())
        root = fs::path(path->get<std::string>()).lexically_normal().string();
    addFolder(root.value_or(fs::current_path().string()));
}

json Server::initialize(const json& params) {
    capabilities_ = params.value("capabilities", json::object());
    std::string name = "utf-16";
    const json::json_pointer offered("/general/positionEncodings");
    if (capabilities_.contains(offered) && capabilities_.at(offered).is_array())
        for (const json& each : capabilities_.at(offered)) // the client's first that we know
            if (each == "utf-8" || each == "utf-16" || each == "utf-32") {
                name = each;
                break;
            }
    encoding_ = name == "utf-8"    ? Encoding::Utf8
                : name == "utf-32" ? Encoding::Utf32
                                   : Encoding::Utf16;
    if (const auto given = params.find("initializationOptions");
        given != params.end() && given->is_object()) {
        options_.build = given->value("compilationDatabasePath", options_.build);
        options_.checks = given->value("checks", options_.checks);
        options_.baseline = given->value("baseline", options_.baseline);
        options_.cacheDir = given->value("cacheDir", options_.cacheDir);
    }
    json capabilities = {
        {"positionEncoding", name},
        {"textDocumentSync",
         {{"openClose", true}, {"change", 2}, {"save", {{"includeText", false}}}}}};
    addDiagnostics(*this, capabilities);
    addCodeActions(*this, capabilities);
    addHover(*this, capabilities);
    addInlayHints(*this, capabilities);
    addCodeLens(*this, capabilities);
    addCallHierarchy(*this, capabilities);
    addProgress(*this);
    addSettings(*this, capabilities);
    rpc_.isInitialized = true;
    return {{"capabilities", capabilities},
            {"serverInfo", {{"name", "looplint"}, {"version", LOOPLINT_VERSION}}}};
}

void Server::addLifecycle() {
    rpc_.on("initialize", [this](const json& params, Reply reply) {
        if (!params.is_object())
            return reply.error(ErrorCode::InvalidParams, "initialize: expected an object");
        const json answer = initialize(params);
        reply.result(answer);
        writeOutput();
        openFolders(params);
        warmUp();
    });
    rpc_.on("initialized", [this](const json&) {
        if (onInitialized) onInitialized();
    });
    rpc_.on("shutdown", [this](const json&, Reply reply) {
        rpc_.isShutDown = true;
        reply.result(nullptr);
    });
    rpc_.on("exit", [this](const json&) { exit_ = rpc_.isShutDown ? 0 : 1; });
    rpc_.on("workspace/didChangeWorkspaceFolders", [this](const json& params) {
        const json& event = params.at("event");
        for (const json& gone : event.at("removed"))
            if (const auto path = pathOf(gone.at("uri").get<std::string>()))
                std::erase_if(folders_, [&](const auto& folder) {
                    return folder->session().root() == *path && folders_.size() > 1;
                });
        for (const json& added : event.at("added"))
            if (const auto path = pathOf(added.at("uri").get<std::string>())) addFolder(*path);
        for (const auto& [path, document] : documents_)
            if (Folder* folder = folderOf(path); folder && !folder->checkedVersion(path))
                folder->opened(path);
    });
}

void Server::addSync() {
    rpc_.on("textDocument/didOpen", [this](const json& params) {
        const std::string path = pathIn(params);
        const json& document = params.at("textDocument");
        documents_[path] = {document.at("uri"), document.value("version", int64_t{0}),
                            Text(document.at("text").get<std::string>())};
        if (Folder* folder = folderOf(path)) folder->opened(path);
    });
    rpc_.on("textDocument/didChange", [this](const json& params) {
        const std::string path = pathIn(params);
        const auto document = documents_.find(path);
        if (document == documents_.end()) throw std::runtime_error(path + ": is not open");
        for (const json& change : params.at("contentChanges"))
            document->second.text.apply(change, encoding_);
        const json version = params.at("textDocument").value("version", json());
        document->second.version =
            version.is_number_integer() ? version.get<int64_t>() : document->second.version + 1;
        if (Folder* folder = folderOf(path)) folder->changed(path);
    });
    rpc_.on("textDocument/didSave", [this](const json& params) {
        const std::string path = pathIn(params);
        Folder* folder = folderOf(path);
        if (!folder || !documents_.contains(path)) return;
        folder->session().isSetting(path) ? folder->load() : folder->saved(path);
    });
    rpc_.on("textDocument/didClose", [this](const json& params) {
        const std::string path = pathIn(params);
        const auto document = documents_.find(path);
        if (document == documents_.end()) throw std::runtime_error(path + ": is not open");
        const std::string uri = document->second.uri;
        Folder* folder = folderOf(path);
        documents_.erase(document);
        if (folder) folder->closed(path);
        rpc_.notify("textDocument/publishDiagnostics",
                    {{"uri", uri}, {"diagnostics", json::array()}});
    });
}

/// False once the client is gone.
bool Server::readInput() {
    char buffer[1 << 16];
    for (;;) {
        const ssize_t count = ::read(in_, buffer, sizeof buffer);
        if (count > 0) {
            frames_.feed({buffer, static_cast<size_t>(count)});
            if (count < static_cast<ssize_t>(sizeof buffer)) return true;
            continue;
        }
        if (count == 0) return false;
        if (errno != EINTR) return errno == EAGAIN;
    }
}

void Server::handleInput() {
    while (!exit_) {
        const std::optional<FrameReader::Item> item = frames_.next();
        if (!item) return;
        if (item->error.empty())
            rpc_.handle(item->body);
        else
            rpc_.refuse(ErrorCode::ParseError, "expected a frame: " + item->error);
    }
}

void Server::writeOutput() {
    std::string& out = rpc_.out();
    while (!out.empty()) {
        const ssize_t count = ::write(out_, out.data(), out.size());
        if (count > 0) {
            out.erase(0, static_cast<size_t>(count));
        } else if (errno != EINTR) {
            if (errno != EAGAIN) exit_ = 1; // nobody reads any more
            return;
        }
    }
}

int Server::run() {
    bool isOpen = true;
    while (!exit_) {
        onDisk_.clear();
        auto next = Clock::time_point::max();
        for (const auto& folder : folders_) next = std::min(next, folder->tick());
        writeOutput();
        std::vector<pollfd> pipes{{in_, POLLIN, 0}};
        if (!rpc_.out().empty()) pipes.push_back({out_, POLLOUT, 0});
        jobs_.addPipes(pipes);
        int milliseconds = 10'000; // also for what runs late
        if (next != Clock::time_point::max())
            milliseconds = static_cast<int>(std::clamp<int64_t>(
                std::chrono::ceil<std::chrono::milliseconds>(next - Clock::now()).count(), 0,
                10'000));
        if (poll(pipes.data(), pipes.size(), milliseconds) < 0 && errno != EINTR) break;
        if (pipes.front().revents && !readInput()) isOpen = false;
        handleInput();
        jobs_.read(pipes);
        if (!isOpen && !exit_) exit_ = rpc_.isShutDown ? 0 : 1;
    }
    // What was said last should arrive, if somebody reads.
    fcntl(out_, F_SETFL, fcntl(out_, F_GETFL) & ~O_NONBLOCK);
    if (isOpen) writeOutput();
    return *exit_;
}

} // namespace looplint::lsp
