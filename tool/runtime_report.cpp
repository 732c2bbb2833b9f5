#include "runtime_report.h"

#include "analysis/json_format.h"

#include <llvm/Support/FileSystem.h>
#include <llvm/Support/MemoryBuffer.h>

namespace looplint {

namespace {

ModuleOffset readAddress(const JsonPlace& place) {
    return {place.at("module").string(), place.at("offset").number()};
}

// {"file","line","column","function"}, or {"frames":[...]} with or without "symbol".
SourcePlace readPlace(const JsonPlace& place, Symbolizer& symbolizer) {
    if (place.has("file"))
        return {place.at("file").string(), place.at("line").number(), place.at("column").number(),
                place.at("function").string()};
    if (place.has("symbol"))
        if (SourcePlace found = symbolizer.variable(readAddress(place.at("symbol")));
            found.isKnown())
            return found;
    std::vector<ModuleOffset> frames;
    for (const JsonPlace& frame : place.at("frames").elements())
        frames.push_back(readAddress(frame));
    return symbolizer.ownFrame(frames);
}

RuntimeReport readReport(const JsonPlace& line, Symbolizer& symbolizer) {
    if (line.at("version").number() != 1) line.at("version").fail("expected 1");
    const JsonPlace object = line.at("object");
    return {line.at("kind").string(),
            line.at("message").string(),
            object.at("type").string(),
            readPlace(object.at("created"), symbolizer),
            readPlace(line.at("use"), symbolizer),
            object.at("loop").string(),
            line.at("running").string(),
            line.at("thread").string()};
}

} // namespace

std::vector<RuntimeReport> parseReports(llvm::StringRef text, const std::string& name,
                                        Symbolizer& symbolizer) {
    std::vector<RuntimeReport> reports;
    for (unsigned number = 1; !text.empty(); ++number) {
        const auto [line, rest] = text.split('\n');
        text = rest;
        if (line.trim().empty()) continue;
        const std::string source = name + ":" + std::to_string(number);
        const nlohmann::json parsed = parseJson(line, source);
        reports.push_back(readReport(JsonPlace(parsed, source), symbolizer));
    }
    return reports;
}

std::vector<RuntimeReport> readReports(const std::string& path, Symbolizer& symbolizer) {
    if (!llvm::sys::fs::exists(path)) return {};
    auto buffer = llvm::MemoryBuffer::getFile(path, /*IsText=*/true);
    if (!buffer)
        throw FormatError(path + ": cannot read the report: " + buffer.getError().message());
    return parseReports((*buffer)->getBuffer(), path, symbolizer);
}

} // namespace looplint
