// The command as a user runs it: each folder here is a case. Its `cmd` is run by sh in a copy of
// the folder, with looplint on the PATH; `stdout`, `stderr` and `exit` say what must come of it
// (absent: nothing, nothing, 0). In them $DIR stands for the copy's path.
//
// LOOPLINT_UPDATE=1 writes what came instead; read the diff before you commit it.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <stdlib.h>
#include <sys/wait.h>

namespace fs = std::filesystem;

namespace {

std::string read(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
}

void replaceAll(std::string& text, const std::string& from, const std::string& to) {
    for (size_t at = text.find(from); at != text.npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

struct Outcome {
    std::string output, errors, exit;
};

/// A copy of the case's folder, gone afterwards.
class Copy {
  public:
    explicit Copy(const fs::path& folder)
        : path_((fs::temp_directory_path() / "looplint-cli-XXXXXX").string()) {
        if (!mkdtemp(path_.data())) throw std::runtime_error(path_ + ": cannot be made");
        fs::copy(folder, path_, fs::copy_options::recursive);
    }
    ~Copy() { fs::remove_all(path_); }

    Outcome run() const {
        const std::string out = path_ + ".out", err = path_ + ".err";
        const std::string line =
            "cd " + path_ + " && PATH=" LOOPLINT_BIN ":$PATH sh ./cmd >" + out + " 2>" + err;
        const int status = std::system(line.c_str());
        Outcome run{read(out), read(err),
                    WIFEXITED(status) ? std::to_string(WEXITSTATUS(status)) : "killed"};
        fs::remove(out), fs::remove(err);
        replaceAll(run.output, path_, "$DIR");
        replaceAll(run.errors, path_, "$DIR");
        return run;
    }

  private:
    std::string path_;
};

void update(const fs::path& file, const std::string& text, const std::string& usual) {
    if (text == usual)
        fs::remove(file);
    else
        std::ofstream(file, std::ios::binary) << text;
}

class CliCase : public ::testing::Test {
  public:
    explicit CliCase(fs::path folder) : folder_(std::move(folder)) {}
    void TestBody() override {
        const Outcome run = Copy(folder_).run();
        if (std::getenv("LOOPLINT_UPDATE")) {
            update(folder_ / "stdout", run.output, "");
            update(folder_ / "stderr", run.errors, "");
            update(folder_ / "exit", run.exit + "\n", "0\n");
        }
        EXPECT_EQ(run.output, read(folder_ / "stdout"));
        EXPECT_EQ(run.errors, read(folder_ / "stderr"));
        EXPECT_EQ(run.exit + "\n", fs::exists(folder_ / "exit") ? read(folder_ / "exit") : "0\n");
    }

  private:
    fs::path folder_;
};

} // namespace

int main(int argc, char** argv) {
    ::testing::InitGoogleTest(&argc, argv);
    for (const fs::directory_entry& entry : fs::directory_iterator(LOOPLINT_CLI_CASES))
        if (entry.is_directory())
            ::testing::RegisterTest(
                "Cli", entry.path().filename().c_str(), nullptr, nullptr,
                (entry.path() / "cmd").c_str(), 1,
                [folder = entry.path()]() -> ::testing::Test* { return new CliCase(folder); });
    return RUN_ALL_TESTS();
}
