#include "store.h"

#include "bytes.h"
#include "dependencies.h"

#include <llvm/Config/llvm-config.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/xxhash.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <vector>

#include <unistd.h>

namespace fs = std::filesystem;

namespace looplint {

static constexpr std::string_view kMagic = "looplint-entry-1";
static constexpr std::string_view kUnfinished = ".unfinished";

std::string Store::pathOf(std::string_view kind, std::string_view key) const {
    const llvm::XXH128_hash_t hash =
        llvm::xxh3_128bits({reinterpret_cast<const uint8_t*>(key.data()), key.size()});
    char name[40];
    std::snprintf(name, sizeof name, "%016lx%016lx", static_cast<unsigned long>(hash.high64),
                  static_cast<unsigned long>(hash.low64));
    return folder_ + "/" + std::string(kind) + "/" + std::string(name, 2) + "/" + (name + 2);
}

std::optional<std::string> Store::get(std::string_view kind, std::string_view key) const {
    const std::string path = pathOf(kind, key);
    auto buffer = llvm::MemoryBuffer::getFile(path, false, false);
    if (!buffer) return std::nullopt;
    try {
        BytesIn in((*buffer)->getBuffer());
        if (in.text() != kMagic) return std::nullopt;
        const auto hash = in.number<uint64_t>();
        if (hash != hashOf(in.rest())) return std::nullopt;
        if (in.text() != key) return std::nullopt;
        std::error_code ignored; // the time of last use, for prune
        fs::last_write_time(path, fs::file_time_type::clock::now(), ignored);
        return std::string(in.text());
    } catch (const DamagedBytes&) {
        return std::nullopt;
    }
}

bool Store::put(std::string_view kind, std::string_view key, std::string_view bytes) const {
    const std::string path = pathOf(kind, key);
    std::error_code error;
    fs::create_directories(fs::path(path).parent_path(), error);
    BytesOut payload, entry;
    payload.text(key), payload.text(bytes);
    const std::string body = payload.take();
    entry.text(kMagic), entry.number(hashOf(body));
    const std::string unfinished = path + "." + std::to_string(getpid()) + std::string(kUnfinished);
    {
        llvm::raw_fd_ostream out(unfinished, error);
        if (error) return false;
        out << entry.take() << body;
        out.close();
        if (out.has_error()) {
            out.clear_error();
            fs::remove(unfinished, error);
            return false;
        }
    }
    fs::rename(unfinished, path, error);
    if (error) fs::remove(unfinished, error);
    return !error;
}

std::optional<std::string> Store::newFile(std::string_view kind, std::string_view suffix) const {
    const std::string folder = folder_ + "/" + std::string(kind);
    std::error_code error;
    fs::create_directories(folder, error);
    llvm::SmallString<256> path;
    if (error || llvm::sys::fs::getPotentiallyUniqueFileName(
                     folder + "/%%%%%%%%%%%%" + std::string(suffix), path))
        return std::nullopt;
    return path.str().str();
}

namespace {
struct StoredFile {
    fs::file_time_type used;
    uint64_t size;
    fs::path path;
};
} // namespace

static std::vector<StoredFile> filesIn(const std::string& folder) {
    std::vector<StoredFile> files;
    std::error_code error;
    for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end;
         at.increment(error)) {
        std::error_code gone; // another process prunes too
        if (!at->is_regular_file(gone)) continue;
        StoredFile file{at->last_write_time(gone), at->file_size(gone), at->path()};
        if (!gone) files.push_back(std::move(file));
    }
    return files;
}

Store::Size Store::size() const {
    Size size;
    for (const StoredFile& file : filesIn(folder_)) ++size.files, size.bytes += file.size;
    return size;
}

void Store::prune() const {
    using namespace std::chrono_literals;
    std::vector<StoredFile> files = filesIn(folder_);
    uint64_t bytes = 0;
    std::error_code ignored;
    const auto now = fs::file_time_type::clock::now();
    for (const StoredFile& file : files) {
        bytes += file.size;
        if (file.path.string().ends_with(kUnfinished) && now - file.used > 1h)
            fs::remove(file.path, ignored);
    }
    if (bytes <= limit_) return;
    std::ranges::sort(files, {}, &StoredFile::used);
    for (const StoredFile& file : files) {
        if (bytes <= limit_ / 10 * 9) return; // leave room: this walk is not for every run
        if (fs::remove(file.path, ignored)) bytes -= file.size;
    }
}

bool Store::clear() const {
    std::error_code error;
    for (const char* kind : {"units", "runs", "fixes", "preambles", "open"}) {
        std::error_code one;
        fs::remove_all(folder_ + "/" + kind, one);
        if (one) error = one;
    }
    return !error;
}

std::string cacheFolder(const std::string& given) {
    const auto absolute = [](const fs::path& path) {
        std::error_code error;
        return fs::absolute(path, error).lexically_normal().string();
    };
    if (!given.empty()) return absolute(given);
    std::error_code error;
    if (fs::is_directory(".looplint-cache", error)) return absolute(".looplint-cache");
    const char* cache = std::getenv("XDG_CACHE_HOME");
    if (cache && *cache) return absolute(fs::path(cache) / "looplint");
    const char* home = std::getenv("HOME");
    if (home && *home) return absolute(fs::path(home) / ".cache" / "looplint");
    return {};
}

/// The program's own bytes: a rebuild that changes nothing keeps the cache.
static std::string readBuildId() {
    auto buffer = llvm::MemoryBuffer::getFile("/proc/self/exe", false, false);
    const uint64_t own = buffer ? hashOf((*buffer)->getBuffer()) : 0;
    return LOOPLINT_VERSION " " LLVM_VERSION_STRING " " + std::to_string(own);
}

const std::string& buildId() {
    static const std::string id = readBuildId();
    return id;
}

} // namespace looplint
