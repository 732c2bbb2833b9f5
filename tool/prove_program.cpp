#include "prove_program.h"
#include "options.h"
#include "prove_process.h"

#include <llvm/ADT/StringExtras.h>
#include <llvm/ADT/StringRef.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Regex.h>

#include <optional>
#include <unistd.h>

namespace looplint {

namespace {

constexpr unsigned kStartSeconds = 10;
constexpr unsigned kEndSeconds = 20;

Environment environmentFor(const std::string& guard, const std::string& build,
                           const std::string& report) {
    Environment environment{{"LOOP_REPORT", report}, {"LOOP_GUARD", ""}};
    if (guard != "uv" && guard != "qt") return environment; // compiled in, or none
    const std::string library = build + "/lib/libloop_guard_" + guard + ".so";
    if (!llvm::sys::fs::exists(library)) throw UsageError(library + ": the guard is not built");
    environment["LD_PRELOAD"] = library;
    return environment;
}

// The port in "Uvicorn running on http://127.0.0.1:9009", as soon as the server has said so.
std::string waitForPort(Process& server) {
    llvm::Regex pattern("running on http://[^ :]+:([0-9]+)");
    for (unsigned i = 0; i < kStartSeconds * 50; ++i) {
        llvm::SmallVector<llvm::StringRef> groups;
        const std::string log = server.errSoFar() + server.outSoFar();
        if (pattern.match(log, &groups)) return groups[1].str();
        if (!server.isRunning()) break;
        usleep(20'000);
    }
    return {};
}

// One difference, or nothing.
std::optional<std::string> drive(const Request& request, const std::string& port) {
    std::vector<std::string> curl = {"curl",
                                     "--silent",
                                     "--show-error",
                                     "--max-time",
                                     "10",
                                     "--request",
                                     request.method,
                                     "--write-out",
                                     "\n%{http_code}",
                                     "http://127.0.0.1:" + port + request.path};
    if (!request.body.empty()) curl.insert(curl.end() - 1, {"--data-binary", request.body});
    const Outcome answer = runProcess(curl);
    const auto [body, status] = llvm::StringRef(answer.out).rsplit('\n');
    const std::string what = request.method + " " + request.path;
    if (answer.status != 0) return what + ": no answer: " + answer.err;
    if (status != std::to_string(request.status))
        return what + ": status " + status.str() + ", expected " + std::to_string(request.status);
    if (!body.contains(request.contains))
        return what + ": the answer lacks '" + request.contains + "'";
    return std::nullopt;
}

Outcome runServer(Process& server, const std::vector<Request>& requests,
                  std::vector<std::string>& differences) {
    const std::string port = waitForPort(server);
    if (port.empty()) differences.push_back("the server did not say on which port it runs");
    for (const Request& request : requests)
        if (!port.empty())
            if (auto difference = drive(request, port)) differences.push_back(*difference);
    server.terminate();
    return server.wait(kEndSeconds);
}

// A program's two streams, read line by line in step with the expected lines.
class Lines {
  public:
    explicit Lines(llvm::StringRef text) : rest_(text) {}

    /// Moves behind the next line that contains `text`; stays where it is if there is none.
    bool skipTo(llvm::StringRef text) {
        const size_t at = rest_.find(text);
        if (at == llvm::StringRef::npos) return false;
        rest_ = rest_.substr(at).split('\n').second;
        return true;
    }

  private:
    llvm::StringRef rest_;
};

void compareOutput(const Outcome& outcome, const std::vector<std::string>& expected,
                   std::vector<std::string>& differences) {
    Lines out(outcome.out), err(outcome.err);
    for (const std::string& line : expected)
        if (!out.skipTo(line) && !err.skipTo(line))
            differences.push_back("it did not print '" + line + "' (in this order)");
    if (outcome.timedOut)
        differences.push_back("it did not end within " + std::to_string(kEndSeconds) + " s");
    else if (outcome.status != 0)
        differences.push_back("it ended with status " + std::to_string(outcome.status));
}

} // namespace

ProgramRun runProgram(const std::string& program, const std::string& guard,
                      const std::string& build, const Behaviour& expected) {
    if (!llvm::sys::fs::can_execute(program)) throw UsageError(program + ": it is not built");
    const TemporaryDirectory directory;
    const std::string report = directory.file("report");
    std::vector<std::string> command = {program};
    if (!expected.drive.empty()) command.insert(command.end(), {"--port", "0"});
    Process process(command, environmentFor(guard, build, report));
    ProgramRun run;
    const Outcome outcome = expected.drive.empty()
                                ? process.wait(kEndSeconds)
                                : runServer(process, expected.drive, run.differences);
    compareOutput(outcome, expected.output, run.differences);
    Symbolizer symbolizer;
    run.reports = readReports(report, symbolizer);
    return run;
}

} // namespace looplint
