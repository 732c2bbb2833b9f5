#include "options.h"

#include "globs.h"
#include "report/formats.h"

#include <charconv>
#include <functional>
#include <map>

namespace looplint {

namespace {

struct Flag {
    const char* name;     // without dashes
    const char* argument; // what the value is; null for a switch
    const char* help;     // null: not told
    std::function<void(Options&, const std::string&)> set;
    bool isOptional = false; // the value; it then only comes after '='
};

template <class T>
std::function<void(Options&, const std::string&)> into(T Options::* member) {
    return [member](Options& options, const std::string& value) {
        if constexpr (std::is_same_v<T, bool>)
            options.*member = true;
        else if constexpr (std::is_same_v<T, std::string>)
            options.*member = value;
        else
            (options.*member).push_back(value);
    };
}

unsigned number(const char* option, const std::string& value) {
    unsigned result = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), result);
    if (error != std::errc{} || end != value.data() + value.size())
        throw UsageError(std::string(option) + ": expected a number, not '" + value + "'");
    return result;
}

bool truth(const char* option, const std::string& value) {
    if (value.empty() || value == "true" || value == "1") return true;
    if (value == "false" || value == "0") return false;
    throw UsageError(std::string(option) + ": expected true or false, not '" + value + "'");
}

void setJobs(Options& options, const std::string& value) {
    const auto [end, error] =
        std::from_chars(value.data(), value.data() + value.size(), options.jobs);
    if (error != std::errc{} || end != value.data() + value.size() || options.jobs == 0)
        throw UsageError("-j: expected a number of jobs, not '" + value + "'");
}

void setFormat(Options& options, const std::string& value) {
    if (!findFormat(value))
        throw UsageError("--format: expected one of " + formatNames() + ", not '" + value + "'");
    options.format = value;
}

void setHeaderFilter(Options& options, const std::string& value) {
    refuseBadRegex(value, "--header-filter");
    options.headerFilter = value;
}

const std::vector<Flag>& flags() {
    static const std::vector<Flag> all = {
        {"p", "DIR", "folder of compile_commands.json", into(&Options::build)},
        {"checks", "GLOBS", "checks to run, as in clang-tidy: '-*,loop-static-*'",
         into(&Options::checks)},
        {"level", "N", "report what is 0 provable (default), 1 likely, 2 contract hygiene",
         [](Options& o, const std::string& v) { o.level = number("--level", v); }},
        {"report-unused-suppressions", nullptr, "report NOLINT comments that hide nothing",
         into(&Options::reportUnusedSuppressions)},
        {"list-checks", nullptr, "list the enabled checks", into(&Options::listChecks)},
        {"fix", nullptr, "apply the fixes", into(&Options::fix)},
        {"export-fixes", "FILE", "write the fixes for clang-apply-replacements",
         into(&Options::exportFixes)},
        {"format", "FORMAT", "text (default), json, sarif, github, gitlab, junit or html",
         setFormat},
        {"output", "[FORMAT:]FILE", "write a report to a file too; may be given several times",
         into(&Options::outputs)},
        {"header-filter", "REGEX", "headers to report on (default: all of the project)",
         setHeaderFilter},
        {"warnings-as-errors", "GLOBS", "checks whose findings are errors",
         into(&Options::warningsAsErrors)},
        {"extra-arg", "ARG", "append to each compile command", into(&Options::extraArgs)},
        {"extra-arg-before", "ARG", "put in front of each compile command",
         into(&Options::extraArgsBefore)},
        {"config-file", "FILE", "use this file instead of the nearest .looplint",
         into(&Options::config)},
        {"model", "FILE", "add the model of a library", into(&Options::models)},
        {"j", "N", "jobs (default: one per core)", setJobs},
        {"line-filter", "JSON", "report only on these lines, as clang-tidy-diff.py gives them",
         into(&Options::lineFilter)},
        {"use-color", "BOOL", "color the text (default: on a terminal)",
         [](Options& o, const std::string& v) { o.useColor = truth("--use-color", v); }, true},
        {"allow-no-checks", nullptr, "no enabled check is no error", into(&Options::allowNoChecks)},
        {"exit-zero", nullptr, "exit with 0 in spite of findings, unless they are errors",
         into(&Options::exitZero)},
        {"quiet", nullptr, "print findings only", into(&Options::quiet)},
        {"baseline", "FILE", "do not report the findings in FILE (looplint baseline write)",
         into(&Options::baseline)},
        {"diff", "BASE", "report only on lines changed since that commit; -: a diff on stdin",
         into(&Options::diff)},
        {"no-cache", nullptr, "read every unit anew", into(&Options::noCache)},
        {"cache-dir", "DIR",
         "the cache (default: .looplint-cache if there is one, else ~/.cache/looplint)",
         into(&Options::cacheDir)},
        {"no-preamble", nullptr, "do not precompile third-party headers",
         into(&Options::noPreamble)},
        {"unit-timeout", "SECONDS", "give up on a unit after that long (default: 600; 0: never)",
         [](Options& o, const std::string& v) { o.unitTimeout = number("--unit-timeout", v); }},
        {"unit-memory", "MB", "give up on a unit that takes more (default: no limit)",
         [](Options& o, const std::string& v) { o.unitMemory = number("--unit-memory", v); }},
        {"depfile", "FILE", "extract: write what the unit was made from, as a make rule",
         into(&Options::dependencyFile)},
        {"unit-fault", "KIND:NAME", nullptr, into(&Options::unitFault)},
        {"stats", nullptr, "say on stderr what the run did", into(&Options::stats)},
        {"dump-config", nullptr, "print the settings in force and stop",
         into(&Options::dumpConfig)},
        {"dump-facts", nullptr, "print the facts of the units as JSON and stop",
         into(&Options::dumpFacts)},
        {"help", nullptr, "print this text", into(&Options::help)},
        {"version", nullptr, "print the version", into(&Options::version)},
    };
    return all;
}

const Flag& flagNamed(const std::string& name, const std::string& argument) {
    for (const Flag& flag : flags())
        if (name == flag.name) return flag;
    throw UsageError("unknown option '" + argument + "'; see looplint --help");
}

} // namespace

Options parseOptions(const std::vector<std::string>& arguments) {
    Options options;
    for (size_t i = 0; i < arguments.size(); ++i) {
        const std::string& argument = arguments[i];
        if (argument == "--") {
            options.hasFlags = true;
            options.flags.assign(arguments.begin() + i + 1, arguments.end());
            break;
        }
        if (argument.size() < 2 || argument[0] != '-') {
            options.files.push_back(argument);
            continue;
        }
        std::string name = argument.substr(argument.starts_with("--") ? 2 : 1);
        if (name.size() > 1 && name[0] == 'j' && isdigit(name[1])) name.insert(1, "=");
        const size_t equals = name.find('=');
        const Flag& flag = flagNamed(name.substr(0, equals), argument);
        if (!flag.argument) {
            if (equals != name.npos)
                throw UsageError("option '--" + std::string(flag.name) + "' takes no value");
            flag.set(options, "");
        } else if (equals != name.npos || flag.isOptional) {
            flag.set(options, equals != name.npos ? name.substr(equals + 1) : "");
        } else {
            if (i + 1 == arguments.size())
                throw UsageError("option '" + argument + "' expects a value: " + flag.argument);
            flag.set(options, arguments[++i]);
        }
    }
    return options;
}

std::string helpText() {
    std::string text =
        "looplint finds event-loop affinity bugs in C and C++.\n\n"
        "usage: looplint [-p DIR] [options] [files] [-- compile flags]\n"
        "       looplint explain CHECK\n"
        "       looplint loops | entries | why FUNCTION [-p DIR]\n"
        "       looplint extract FILE -o FACTS | link FACTS... -o PROGRAM | analyze PROGRAM\n"
        "       looplint model check FILE [-p DIR]\n"
        "       looplint baseline write|prune --baseline=FILE [options] [files]\n"
        "       looplint cache stat|clear [--cache-dir=DIR]\n"
        "       looplint report merge SARIF... [-o FILE]\n"
        "       looplint prove [-p DIR] SAMPLE...\n"
        "       looplint lsp [-p DIR] [options] [-- compile flags]\n\n"
        "Without files: every unit of the compilation database.\n\n";
    for (const Flag& flag : flags()) {
        if (!flag.help) continue; // for tests
        std::string left = std::string(flag.name).size() == 1 ? "  -" : "  --";
        left += flag.name + (flag.argument ? std::string("=") + flag.argument : "");
        left.resize(std::max<size_t>(left.size() + 2, 30), ' ');
        text += left + flag.help + "\n";
    }
    return text + "\nExit code: 0 nothing found, 1 findings, 2 looplint could not do its work.\n";
}

} // namespace looplint
