#include "recording_files.h"

#include <llvm/Support/Path.h>

#include <sys/stat.h>

namespace vfs = llvm::vfs;

namespace looplint {

namespace {
class RecordedFile : public vfs::File {
  public:
    RecordedFile(std::unique_ptr<vfs::File> file, RecordingFiles& recorder, std::string path)
        : file_(std::move(file)), recorder_(recorder), path_(std::move(path)) {}
    llvm::ErrorOr<vfs::Status> status() override { return file_->status(); }
    llvm::ErrorOr<std::string> getName() override { return file_->getName(); }
    llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>>
    getBuffer(const llvm::Twine& name, int64_t size, bool nullTerminated, bool) override {
        // Headers are small and many: to read one is cheaper than to map and unmap it.
        auto buffer = file_->getBuffer(name, size, nullTerminated, true);
        if (buffer) recorder_.noteRead(path_, (*buffer)->getBuffer());
        return buffer;
    }
    std::error_code close() override { return file_->close(); }

  private:
    std::unique_ptr<vfs::File> file_;
    RecordingFiles& recorder_;
    std::string path_;
};
} // namespace

std::string RecordingFiles::absolute(const llvm::Twine& path) const {
    llvm::SmallString<256> full;
    path.toVector(full);
    getUnderlyingFS().makeAbsolute(full); // dots stay: "link/.." is not what it looks like
    return full.str().str();
}

void RecordingFiles::noteRead(const std::string& path, std::string_view contents) {
    files_.try_emplace(path, stampOf(path, contents));
}

void RecordingFiles::noteAbsent(const llvm::Twine& path) { absent_.insert(absolute(path)); }

llvm::ErrorOr<vfs::Status> RecordingFiles::status(const llvm::Twine& path) {
    auto status = ProxyFileSystem::status(path);
    if (!status) noteAbsent(path);
    return status;
}

llvm::ErrorOr<std::unique_ptr<vfs::File>> RecordingFiles::openFileForRead(const llvm::Twine& path) {
    auto file = ProxyFileSystem::openFileForRead(path);
    if (!file) {
        noteAbsent(path);
        return file;
    }
    if (leftOut_ == path.str()) return file;
    return std::make_unique<RecordedFile>(std::move(*file), *this, absolute(path));
}

/// The deepest folder above `path` that exists, and its time.
static std::pair<std::string, int64_t> folderAbove(llvm::StringRef path) {
    struct stat status;
    for (path = llvm::sys::path::parent_path(path); !path.empty();
         path = llvm::sys::path::parent_path(path))
        if (stat(path.str().c_str(), &status) == 0) return {path.str(), modifiedOf(status)};
    return {"/", 0};
}

Dependencies RecordingFiles::dependencies() const {
    Dependencies result;
    result.files = files_;
    std::map<std::string, std::pair<std::string, int64_t>> above; // by folder of the absent file
    for (const std::string& path : absent_) {
        const std::string parent = llvm::sys::path::parent_path(path).str();
        const auto [known, isNew] = above.try_emplace(parent);
        if (isNew) known->second = folderAbove(path);
        const auto& [folder, modified] = known->second;
        Dependencies::Absent& absent = result.absent[folder];
        absent.modified = modified;
        const llvm::StringRef rest = llvm::StringRef(path).drop_front(folder.size()).ltrim('/');
        absent.names.insert(rest.split('/').first.str());
    }
    return result;
}

} // namespace looplint
