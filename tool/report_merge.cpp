// Both halves write SARIF, and tell an object by the place where it is made: a finding has it as
// its own location or as a related one, a result of the runtime as its own.

#include "report_merge.h"

#include "analysis/json_format.h"
#include "files.h"

#include <llvm/Support/raw_ostream.h>

#include <algorithm>

namespace looplint {

namespace {

using nlohmann::ordered_json;

struct Place {
    std::string file; // as in the file:// URI, or relative to who knows what
    int64_t line = 0;
};

struct Counts {
    unsigned confirmed = 0, runtimeOnly = 0, staticOnly = 0;
};

/// The same file, if one path is the end of the other: a compiler may have been given a relative
/// one.
bool isSameFile(llvm::StringRef a, llvm::StringRef b) {
    if (a.size() < b.size()) std::swap(a, b);
    return !b.empty() && a.ends_with(b) &&
           (a.size() == b.size() || b.front() == '/' || a[a.size() - b.size() - 1] == '/');
}

Place placeOf(const ordered_json& location, const ordered_json& run) {
    const ordered_json& physical = location.at("physicalLocation");
    const ordered_json& artifact = physical.at("artifactLocation");
    std::string uri = artifact.at("uri");
    if (artifact.contains("uriBaseId"))
        uri = run.at("originalUriBaseIds")
                  .at(artifact["uriBaseId"].get<std::string>())
                  .at("uri")
                  .get<std::string>() +
              uri;
    llvm::StringRef file = uri;
    file.consume_front("file://");
    return {file.str(), physical.at("region").at("startLine")};
}

template <class Json>
bool isRuntime(const Json& run) {
    return run.at("tool").at("driver").at("name") == "looplint-runtime";
}

/// Whether the finding is about the object that is made there.
bool isAbout(const ordered_json& finding, const ordered_json& run, const Place& made) {
    for (const char* key : {"locations", "relatedLocations"})
        for (const ordered_json& location : finding.value(key, ordered_json::array())) {
            const Place place = placeOf(location, run);
            if (place.line == made.line && isSameFile(place.file, made.file)) return true;
        }
    return false;
}

void confirm(ordered_json& finding, const ordered_json& raised) {
    const bool isFirst =
        !finding.contains("properties") || !finding["properties"].contains("confirmed");
    finding["properties"]["confirmed"] = "at run time";
    if (isFirst) {
        std::string& text = finding["message"]["text"].get_ref<std::string&>();
        text += " (confirmed at run time)";
    }
    for (ordered_json use : raised.value("relatedLocations", ordered_json::array())) {
        std::string& text = use["message"]["text"].get_ref<std::string&>();
        text = "at run time " + text;
        finding["relatedLocations"].push_back(std::move(use));
    }
}

/// The findings of all runs but the runtime's that are about the same object.
bool confirmAll(std::vector<ordered_json>& runs, const ordered_json& raised, const Place& made) {
    bool found = false;
    for (ordered_json& run : runs) {
        if (isRuntime(run)) continue;
        for (ordered_json& finding : run["results"])
            if (isAbout(finding, run, made)) {
                confirm(finding, raised);
                found = true;
            }
    }
    return found;
}

Counts join(std::vector<ordered_json>& runs) {
    Counts counts;
    for (ordered_json& run : runs) {
        if (!isRuntime(run)) continue;
        ordered_json left = ordered_json::array();
        for (const ordered_json& raised : run.at("results"))
            if (!confirmAll(runs, raised, placeOf(raised.at("locations").at(0), run)))
                left.push_back(raised);
        counts.runtimeOnly += static_cast<unsigned>(left.size());
        run["results"] = std::move(left);
    }
    for (const ordered_json& run : runs) {
        if (isRuntime(run)) continue;
        for (const ordered_json& finding : run.at("results"))
            ++(finding.contains("properties") && finding["properties"].contains("confirmed")
                   ? counts.confirmed
                   : counts.staticOnly);
    }
    return counts;
}

/// Throws FormatError for a result that has not what is read of it.
void checkResult(const JsonPlace& result, bool needsPlace) {
    result.at("message").at("text").string();
    if (needsPlace && result.at("locations").elements().empty())
        result.at("locations").fail("expected a location");
    for (const char* key : {"locations", "relatedLocations"}) {
        if (!result.has(key)) continue;
        for (const JsonPlace& location : result.at(key).elements()) {
            const JsonPlace physical = location.at("physicalLocation");
            physical.at("artifactLocation").at("uri").string();
            physical.at("region").at("startLine").number();
        }
    }
}

std::vector<ordered_json> runsOf(const std::string& file) {
    const std::string text = readFile(file);
    const nlohmann::json checked = parseJson(text, file);
    const JsonPlace log(checked, file);
    if (log.at("version").string() != "2.1.0") log.at("version").fail("expected 2.1.0");
    for (const JsonPlace& run : log.at("runs").elements()) {
        run.at("tool").at("driver").at("name").string();
        for (const JsonPlace& result : run.at("results").elements())
            checkResult(result, isRuntime(run.raw()));
    }
    const ordered_json parsed = ordered_json::parse(text);
    return {parsed["runs"].begin(), parsed["runs"].end()};
}

std::string merged(const std::vector<std::string>& files, Counts& counts) {
    std::vector<ordered_json> runs;
    for (const std::string& file : files)
        for (ordered_json& run : runsOf(file)) runs.push_back(std::move(run));
    try {
        counts = join(runs);
    } catch (const nlohmann::json::exception& error) {
        throw FormatError("report merge: not as SARIF has it: " + std::string(error.what()));
    }
    const ordered_json log = {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                              {"version", "2.1.0"},
                              {"runs", runs}};
    return log.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

} // namespace

int reportCommand(const Arguments& arguments) {
    if (arguments.empty() || arguments.front() != "merge")
        throw UsageError("report: expected merge");
    std::vector<std::string> files;
    std::string output;
    for (size_t i = 1; i < arguments.size(); ++i) {
        if (arguments[i] == "-o" && i + 1 < arguments.size())
            output = arguments[++i];
        else if (arguments[i].starts_with("-"))
            throw UsageError("report merge: unknown option '" + arguments[i] + "'");
        else
            files.push_back(arguments[i]);
    }
    if (files.empty()) throw UsageError("report merge: expected SARIF files");
    Counts counts;
    const std::string text = merged(files, counts);
    if (output.empty())
        llvm::outs() << text;
    else
        writeFile(output, text);
    llvm::errs() << counts.confirmed << " confirmed at run time, " << counts.runtimeOnly
                 << " seen at run time only, " << counts.staticOnly << " not seen at run time\n";
    return 0;
}

} // namespace looplint
