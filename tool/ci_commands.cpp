// The commands about what is kept between runs: `cache` and `baseline`.

#include "baseline.h"
#include "commands.h"
#include "files.h"
#include "options.h"
#include "store.h"

#include <llvm/Support/FileSystem.h>
#include <llvm/Support/raw_ostream.h>

namespace looplint {

int cacheCommand(const Arguments& given) {
    Arguments arguments = given;
    const std::string verb = arguments.empty() ? "" : arguments.front();
    if (verb != "stat" && verb != "clear") throw UsageError("cache: expected stat or clear");
    arguments.erase(arguments.begin());
    const std::string folder = cacheFolder(parseOptions(arguments).cacheDir);
    if (folder.empty()) throw UsageError("cache: no place for one; name it with --cache-dir");
    const Store store(folder);
    const Store::Size size = store.size();
    if (verb == "stat") {
        llvm::outs() << folder << ": " << size.files << " files, " << (size.bytes + 1023) / 1024
                     << " KB\n";
        return 0;
    }
    if (!store.clear()) throw UsageError(folder + ": cannot be cleared");
    llvm::outs() << folder << ": " << size.files << " files removed\n";
    return 0;
}

int baselineCommand(const Arguments& given) {
    Arguments arguments = given;
    const std::string verb = arguments.empty() ? "" : arguments.front();
    if (verb != "write" && verb != "prune") throw UsageError("baseline: expected write or prune");
    arguments.erase(arguments.begin());
    Options options = parseOptions(arguments);
    if (options.baseline.empty()) throw UsageError("baseline: expected --baseline=FILE");
    const std::string file = std::exchange(options.baseline, "");
    llvm::SmallString<256> here;
    llvm::sys::fs::current_path(here);
    const LintResult result = lintAsOptions(options);
    Baseline baseline(result.findings, here.str().str());
    if (verb == "prune") {
        Baseline known = Baseline::read(readFile(file), file);
        known.prune(baseline);
        baseline = std::move(known);
    }
    writeFile(file, baseline.write());
    llvm::outs() << file << ": " << baseline.size() << " findings\n";
    return 0;
}

} // namespace looplint
