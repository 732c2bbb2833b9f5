#pragma once
// TemporaryFolder: a folder for one test, gone with it.

#include <filesystem>
#include <fstream>
#include <string>

#include <stdlib.h>

namespace looplint::testing {

class TemporaryFolder {
  public:
    TemporaryFolder()
        : path_((std::filesystem::temp_directory_path() / "looplint-XXXXXX").string()) {
        if (!mkdtemp(path_.data())) throw std::runtime_error(path_ + ": cannot be made");
    }
    ~TemporaryFolder() { std::filesystem::remove_all(path_); }
    TemporaryFolder(const TemporaryFolder&) = delete;

    const std::string& path() const { return path_; }
    /// Writes a file below the folder; yields its path.
    std::string write(const std::string& name, const std::string& text) const {
        const std::filesystem::path file = std::filesystem::path(path_) / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << text;
        return file.string();
    }

  private:
    std::string path_;
};

} // namespace looplint::testing
