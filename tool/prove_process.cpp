#include "prove_process.h"

#include "options.h"

#include <llvm/ADT/SmallString.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/MemoryBuffer.h>

#include <csignal>
#include <optional>
#include <unistd.h>

namespace looplint {

namespace {

std::string onPath(const std::string& program) {
    if (program.find('/') != std::string::npos) return program;
    auto found = llvm::sys::findProgramByName(program);
    if (!found) throw UsageError("there is no program '" + program + "' on the PATH");
    return *found;
}

std::vector<std::string> environmentWith(const Environment& changes) {
    std::vector<std::string> result;
    for (char** entry = environ; *entry; ++entry) {
        const std::string text = *entry;
        if (!changes.contains(text.substr(0, text.find('=')))) result.push_back(text);
    }
    for (const auto& [name, value] : changes)
        if (!value.empty()) result.push_back(name + "=" + value);
    return result;
}

// The contents of a file that may be growing.
std::string readGrowing(const std::string& path) {
    auto buffer =
        llvm::MemoryBuffer::getFile(path, /*IsText=*/true, /*RequiresNullTerminator=*/false,
                                    /*IsVolatile=*/true);
    if (!buffer) throw UsageError(path + ": cannot be read: " + buffer.getError().message());
    return (*buffer)->getBuffer().str();
}

} // namespace

TemporaryDirectory::TemporaryDirectory() {
    llvm::SmallString<128> path;
    if (const std::error_code error = llvm::sys::fs::createUniqueDirectory("looplint-prove", path))
        throw UsageError("cannot make a temporary directory: " + error.message());
    path_ = path.str().str();
}

TemporaryDirectory::~TemporaryDirectory() { llvm::sys::fs::remove_directories(path_); }

Process::Process(const std::vector<std::string>& arguments, const Environment& environment) {
    const std::string program = onPath(arguments.at(0));
    const std::vector<std::string> variables = environmentWith(environment);
    const std::vector<llvm::StringRef> argv(arguments.begin(), arguments.end());
    const std::vector<llvm::StringRef> env(variables.begin(), variables.end());
    const std::string out = files_.file("out"), err = files_.file("err");
    const std::optional<llvm::StringRef> redirects[] = {llvm::StringRef("/dev/null"),
                                                        llvm::StringRef(out), llvm::StringRef(err)};
    std::string error;
    bool failed = false;
    child_ =
        llvm::sys::ExecuteNoWait(program, argv, llvm::ArrayRef(env), redirects, 0, &error, &failed);
    if (failed) throw UsageError("cannot run " + program + ": " + error);
}

Process::~Process() {
    if (isRunning()) kill(child_.Pid, SIGKILL);
    wait(1);
}

std::string Process::outSoFar() const { return readGrowing(files_.file("out")); }
std::string Process::errSoFar() const { return readGrowing(files_.file("err")); }

bool Process::isRunning() {
    if (ended_.Pid == 0) ended_ = llvm::sys::Wait(child_, 0, nullptr, nullptr, /*Polling=*/true);
    return ended_.Pid == 0;
}

void Process::terminate() {
    if (isRunning()) kill(child_.Pid, SIGTERM);
}

Outcome Process::wait(unsigned seconds) {
    Outcome outcome;
    const unsigned steps = seconds * 100;
    for (unsigned i = 0; isRunning() && i < steps; ++i) usleep(10'000);
    if (isRunning()) {
        outcome.timedOut = true;
        kill(child_.Pid, SIGKILL);
        ended_ = llvm::sys::Wait(child_, std::nullopt);
    }
    outcome.status = ended_.ReturnCode;
    outcome.out = outSoFar();
    outcome.err = errSoFar();
    return outcome;
}

Outcome runProcess(const std::vector<std::string>& arguments, const Environment& environment,
                   unsigned seconds) {
    return Process(arguments, environment).wait(seconds);
}

} // namespace looplint
