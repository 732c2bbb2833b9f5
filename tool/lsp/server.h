#pragma once
// Server: the language server. One thread: it reads messages, starts children, and writes answers;
// features (features.h) hang on to methods.

#include "lsp/folder.h"
#include "lsp/jobs.h"
#include "lsp/rpc.h"
#include "lsp/text.h"

#include <memory>

namespace looplint::lsp {

class Server {
  public:
    /// Speaks on the descriptors `in` and `out`.
    Server(Options options, int in, int out);

    /// Until the client says exit, or is gone. The exit code: 0 if it said shutdown before.
    int run();

    // For features.
    Rpc& rpc() { return rpc_; }
    Encoding encoding() const { return encoding_; }
    const Documents& documents() const { return documents_; }
    /// Whether the client says it can, at a JSON pointer: "/textDocument/diagnostic".
    bool clientHas(const char* pointer) const;
    /// Open or on disk; empty if it is neither.
    const Text& textOf(const std::string& path) const;
    /// The folder of a file; null if there is none.
    Folder* folderOf(const std::string& path);
    const std::vector<std::unique_ptr<Folder>>& folders() const { return folders_; }
    json range(const std::string& path, uint32_t line, uint32_t column, uint32_t length = 0) const;
    json location(const ViewPlace& at) const;
    /// The path of params.textDocument. Throws if it is no file.
    std::string pathIn(const json& params) const;
    void log(const std::string& text, bool isError) const;
    void show(const std::string& text, bool isError);
    /// Whether the client asks for diagnostics itself.
    bool isPulled() const { return clientHas("/textDocument/diagnostic"); }
    std::vector<Finding> findingsOf(Folder& folder) const;

    std::function<void()> onFindings, onViews, onInitialized; // set by features
    std::function<void(Folder&, size_t, size_t)> onProgress;

  private:
    void addLifecycle();
    void addSync();
    json initialize(const json& params);
    void openFolders(const json& params);
    void addFolder(const std::string& root);
    bool readInput();
    void writeOutput();
    void handleInput();

    Options options_;
    int in_, out_;
    FrameReader frames_;
    mutable Rpc rpc_;
    Encoding encoding_ = Encoding::Utf16;
    json capabilities_; // the client's
    Documents documents_;
    mutable std::map<std::string, Text> onDisk_; // for the places of one round
    Jobs jobs_;
    std::vector<std::unique_ptr<Folder>> folders_;
    std::optional<int> exit_;
};

} // namespace looplint::lsp
