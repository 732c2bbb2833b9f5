#include "runtime_report.h"

#include <llvm/Support/MemoryBuffer.h>
#include <nlohmann/json.hpp>

namespace looplint {

namespace {

using nlohmann::json;

// Reads one line, field by field. Keeps the first error; after it, every field reads as empty.
class LineReader {
  public:
    LineReader(std::string where, Symbolizer& symbolizer)
        : where_(std::move(where)), symbolizer_(symbolizer) {}

    RuntimeReport report(const json& line) {
        if (!line.is_object()) fail("the line", "a JSON object", line);
        if (number(line, "version", "version") != 1 && error_.empty())
            fail("field 'version'", "1", line["version"]);
        const json& object = member(line, "object", "object", json::value_t::object);
        return {text(line, "kind", "kind"),          text(line, "message", "message"),
                text(object, "type", "object.type"), place(object, "created", "object.created"),
                place(line, "use", "use"),           text(object, "loop", "object.loop"),
                text(line, "running", "running"),    text(line, "thread", "thread")};
    }

    const std::string& error() const { return error_; }

  private:
    void fail(const std::string& what, const std::string& expected, const json& found) {
        if (!error_.empty()) return;
        error_ = where_ + ": " + what + ": expected " + expected;
        if (!found.is_null()) error_ += ", found " + found.dump().substr(0, 40);
    }

    const json& member(const json& parent, const char* name, const std::string& path,
                       json::value_t type) {
        static const json nothing;
        const auto found = parent.is_object() ? parent.find(name) : parent.end();
        const bool isThere = parent.is_object() && found != parent.end();
        if (isThere && found->type() == type) return *found;
        fail("field '" + path + "'", typeName(type), isThere ? *found : nothing);
        return nothing;
    }

    static std::string typeName(json::value_t type) {
        switch (type) {
        case json::value_t::object:
            return "an object";
        case json::value_t::array:
            return "an array";
        case json::value_t::string:
            return "a string";
        default:
            return "a number that is not negative";
        }
    }

    std::string text(const json& parent, const char* name, const std::string& path) {
        const json& value = member(parent, name, path, json::value_t::string);
        return value.is_string() ? value.get<std::string>() : std::string();
    }

    uint64_t number(const json& parent, const char* name, const std::string& path) {
        const json& value = member(parent, name, path, json::value_t::number_unsigned);
        return value.is_number() ? value.get<uint64_t>() : 0;
    }

    // {"file","line","column","function"}, or {"frames":[...]} with or without "symbol".
    SourcePlace place(const json& parent, const char* name, const std::string& path) {
        const json& value = member(parent, name, path, json::value_t::object);
        if (!value.is_object()) return {};
        if (value.contains("file"))
            return {text(value, "file", path + ".file"),
                    static_cast<unsigned>(number(value, "line", path + ".line")),
                    static_cast<unsigned>(number(value, "column", path + ".column")),
                    text(value, "function", path + ".function")};
        if (value.contains("symbol")) {
            const auto symbol = address(value["symbol"], path + ".symbol");
            if (SourcePlace found = symbolizer_.variable(symbol); found.isKnown()) return found;
        }
        return symbolizer_.ownFrame(frames(value, path + ".frames"));
    }

    std::vector<ModuleOffset> frames(const json& place, const std::string& path) {
        const json& list = member(place, "frames", path, json::value_t::array);
        std::vector<ModuleOffset> result;
        for (size_t i = 0; i < list.size(); ++i)
            result.push_back(address(list[i], path + "[" + std::to_string(i) + "]"));
        return result;
    }

    ModuleOffset address(const json& value, const std::string& path) {
        if (!value.is_object()) fail("field '" + path + "'", "an object", value);
        return {text(value, "module", path + ".module"), number(value, "offset", path + ".offset")};
    }

    std::string where_;
    std::string error_;
    Symbolizer& symbolizer_;
};

} // namespace

llvm::Expected<std::vector<RuntimeReport>> parseReports(llvm::StringRef text, llvm::StringRef name,
                                                        Symbolizer& symbolizer) {
    std::vector<RuntimeReport> reports;
    for (unsigned number = 1; !text.empty(); ++number) {
        auto [line, rest] = text.split('\n');
        text = rest;
        if (line.trim().empty()) continue;
        LineReader reader(name.str() + ":" + std::to_string(number), symbolizer);
        const json parsed = json::parse(line.begin(), line.end(), nullptr, false);
        if (parsed.is_discarded())
            return llvm::createStringError(name + ":" + std::to_string(number) +
                                           ": expected one line of JSON, found " +
                                           line.take_front(40));
        RuntimeReport report = reader.report(parsed);
        if (!reader.error().empty()) return llvm::createStringError(reader.error());
        reports.push_back(std::move(report));
    }
    return reports;
}

llvm::Expected<std::vector<RuntimeReport>> readReports(llvm::StringRef path,
                                                       Symbolizer& symbolizer) {
    auto buffer = llvm::MemoryBuffer::getFile(path, /*IsText=*/true);
    if (!buffer)
        return llvm::createStringError(path +
                                       ": cannot read the report: " + buffer.getError().message());
    return parseReports((*buffer)->getBuffer(), path, symbolizer);
}

} // namespace looplint
