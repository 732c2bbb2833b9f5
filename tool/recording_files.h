#pragma once
// RecordingFiles: a file system that remembers what was read through it and what was looked for in
// vain.

#include "dependencies.h"

#include <llvm/Support/VirtualFileSystem.h>

namespace looplint {

class RecordingFiles : public llvm::vfs::ProxyFileSystem {
  public:
    using ProxyFileSystem::ProxyFileSystem;

    llvm::ErrorOr<llvm::vfs::Status> status(const llvm::Twine& path) override;
    llvm::ErrorOr<std::unique_ptr<llvm::vfs::File>>
    openFileForRead(const llvm::Twine& path) override;

    /// That file is nothing that the run depends on: what it was made of is.
    void leaveOut(std::string path) { leftOut_ = std::move(path); }
    /// Files whose contents were asked for, and names that were not there.
    Dependencies dependencies() const;
    void noteRead(const std::string& path, std::string_view contents);

  private:
    std::string absolute(const llvm::Twine& path) const;
    void noteAbsent(const llvm::Twine& path);

    std::map<std::string, FileStamp> files_;
    std::set<std::string> absent_;
    std::string leftOut_;
};

} // namespace looplint
