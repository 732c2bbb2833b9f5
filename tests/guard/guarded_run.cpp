#include "guarded_run.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <sys/wait.h>

namespace {

namespace fs = std::filesystem;

// An own directory, removed at the end.
struct Scratch {
    Scratch() {
        std::string path = fs::temp_directory_path() / "guard-test-XXXXXX";
        if (!mkdtemp(path.data())) throw std::runtime_error("cannot make " + path);
        directory = path;
    }
    ~Scratch() { fs::remove_all(directory); }
    fs::path directory;
};

std::string read_file(const fs::path& path) {
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

} // namespace

std::vector<std::string> GuardedRun::messages(const std::string& kind) const {
    std::vector<std::string> result;
    for (const nlohmann::json& report : reports)
        if (kind.empty() || report.at("kind") == kind) result.push_back(report.at("message"));
    return result;
}

GuardedRun run_guarded(const std::string& command, const std::string& guard,
                       const std::string& environment) {
    const Scratch scratch;
    const auto file = [&](const char* name) { return (scratch.directory / name).string(); };
    std::string line = "LOOP_REPORT=" + file("report") + " " + environment + " exec env ";
    // Only this program is preloaded; a sanitizer's library may then come second.
    if (!guard.empty())
        line += "ASAN_OPTIONS=verify_asan_link_order=0 LD_PRELOAD=" GUARD_TEST_LIB
                "/libloop_guard_" +
                guard + ".so ";
    line += command[0] == '/' ? command : GUARD_TEST_BIN "/" + command;
    line += " >" + file("out") + " 2>" + file("err") + " </dev/null";
    GuardedRun run;
    const int status = std::system(line.c_str());
    run.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    run.out = read_file(file("out"));
    run.err = read_file(file("err"));
    std::istringstream lines(read_file(file("report")));
    for (std::string text; std::getline(lines, text);)
        run.reports.push_back(nlohmann::json::parse(text));
    return run;
}

std::string marked(const std::string& file, const std::string& name) {
    std::ifstream source(file[0] == '/' ? file : GUARD_TEST_SOURCES "/" + file);
    std::string text;
    for (unsigned number = 1; std::getline(source, text); ++number)
        if (text.ends_with("// marker: " + name)) return file + ":" + std::to_string(number);
    throw std::runtime_error(file + " has no line marked '" + name + "'");
}
