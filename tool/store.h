#pragma once
// Store: the cache on disk. Entries are files, named by a hash of what they were made from, written
// as a whole or not at all, with a checksum: a damaged or vanished entry is one that is not there.
// Several processes may use one folder at a time. A folder that cannot be written to is a cache
// that remembers nothing.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace looplint {

class Store {
  public:
    static constexpr uint64_t kDefaultLimit = 2ULL << 30;

    /// `folder` is made when something is first put into it.
    explicit Store(std::string folder, uint64_t limit = kDefaultLimit)
        : folder_(std::move(folder)), limit_(limit) {}

    const std::string& folder() const { return folder_; }
    /// The entry of `kind` ("units", "runs", …) with that key.
    std::optional<std::string> get(std::string_view kind, std::string_view key) const;
    /// Whether it could be written.
    bool put(std::string_view kind, std::string_view key, std::string_view bytes) const;
    /// A path for a file of `kind` that looplint writes by itself; its folder is made.
    std::optional<std::string> newFile(std::string_view kind, std::string_view suffix) const;

    struct Size {
        uint64_t files = 0, bytes = 0;
    };
    Size size() const;
    /// Removes what was not used for longest until the rest is within the limit, and what writers
    /// that were killed left behind.
    void prune() const;
    /// Removes all entries. False if something could not be removed.
    bool clear() const;

  private:
    std::string pathOf(std::string_view kind, std::string_view key) const;

    std::string folder_;
    uint64_t limit_;
};

/// Where the cache is: --cache-dir, .looplint-cache in the current folder if there is one,
/// $XDG_CACHE_HOME/looplint, ~/.cache/looplint. Empty if there is no such place.
std::string cacheFolder(const std::string& given);

/// Names this build of looplint: results of another build are not used.
const std::string& buildId();

} // namespace looplint
