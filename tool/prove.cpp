#include "prove.h"

#include "prove_sample.h"

#include <llvm/ADT/SmallString.h>
#include <llvm/ADT/StringRef.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/Process.h>
#include <llvm/Support/ThreadPool.h>
#include <llvm/Support/raw_ostream.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace looplint {

namespace {

constexpr const char* kUsage = "usage: looplint prove [-p BUILD] [--format=text|json] DIR...\n";

struct ProveOptions {
    std::string build = "build";
    bool json = false;
    std::vector<std::string> directories;
};

// Prints what is wrong with the command line, if something is.
std::optional<ProveOptions> parseOptions(llvm::ArrayRef<const char*> args) {
    ProveOptions options;
    for (size_t i = 0; i < args.size(); ++i) {
        const llvm::StringRef arg = args[i];
        if (arg == "-p" && i + 1 < args.size()) {
            options.build = args[++i];
        } else if (arg == "--format=text" || arg == "--format=json") {
            options.json = arg == "--format=json";
        } else if (arg.starts_with("-")) {
            llvm::errs() << "looplint prove: unknown option '" << arg << "'\n" << kUsage;
            return std::nullopt;
        } else {
            options.directories.push_back(args[i]);
        }
    }
    if (!options.directories.empty()) return options;
    llvm::errs() << "looplint prove: no sample directory given\n" << kUsage;
    return std::nullopt;
}

std::string absolute(llvm::StringRef path) {
    llvm::SmallString<256> result;
    if (llvm::sys::fs::real_path(path, result)) return path.str();
    return result.str().str();
}

// All samples, each independent of the others, as many at a time as there are cores.
std::vector<SampleProof> proveAll(const std::vector<std::string>& directories,
                                  const std::string& build, const Checker& checker) {
    std::vector<SampleProof> proofs(directories.size());
    llvm::DefaultThreadPool pool;
    for (size_t i = 0; i < directories.size(); ++i)
        pool.async([&, i] { proofs[i] = proveSample(absolute(directories[i]), build, checker); });
    pool.wait();
    return proofs;
}

int statusOf(const std::vector<SampleProof>& proofs) {
    const auto is = [&](auto predicate) {
        return std::any_of(proofs.begin(), proofs.end(), predicate);
    };
    if (is([](const SampleProof& proof) { return !proof.failure.empty(); })) return 2;
    return is([](const SampleProof& proof) { return !proof.differences.empty(); }) ? 1 : 0;
}

void printDifferences(const std::vector<SampleProof>& proofs) {
    for (const SampleProof& proof : proofs) {
        for (const std::string& difference : proof.differences)
            llvm::errs() << proof.sample << ": " << difference << '\n';
        if (!proof.failure.empty())
            llvm::errs() << proof.sample << ": cannot be proved: " << proof.failure << '\n';
    }
}

} // namespace

int proveCommand(llvm::ArrayRef<const char*> args) {
    const auto options = parseOptions(args);
    if (!options) return 2;
    const Checker checker(absolute("/proc/self/exe"));
    const std::string build = absolute(options->build);
    const auto proofs = proveAll(options->directories, build, checker);
    if (options->json)
        printJson(proofs, llvm::outs());
    else
        printTable(proofs, llvm::outs(), llvm::sys::Process::StandardOutIsDisplayed());
    llvm::outs().flush();
    printDifferences(proofs);
    return statusOf(proofs);
}

} // namespace looplint
