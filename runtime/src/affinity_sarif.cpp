#include "affinity_sarif.h"

#include <filesystem>
#include <string_view>

#include <nlohmann/json.hpp>

#include "loop/coroutine.h"
#include "loop/running.h"

namespace loop {
namespace {

using Json = nlohmann::ordered_json;

/// A path as part of a URI.
std::string uri_of(const std::string& path) {
    static constexpr std::string_view plain = "/-._~+@:,=", digits = "0123456789ABCDEF";
    std::string uri = path.starts_with('/') ? "file://" : "";
    for (const unsigned char c : path) {
        if (std::isalnum(c) || plain.find(static_cast<char>(c)) != plain.npos)
            uri += static_cast<char>(c);
        else
            uri += {'%', digits[c >> 4], digits[c & 15]};
    }
    return uri;
}

Json location(const SourceLocation& where, const std::string& message) {
    return {{"physicalLocation",
             {{"artifactLocation", {{"uri", uri_of(where.file_name())}}},
              {"region", {{"startLine", where.line()}, {"startColumn", where.column()}}}}},
            {"message", {{"text", message}}}};
}

Json result(const AffinityError& error) {
    const AffinitySides& sides = error.sides();
    const std::string bound = std::string(sides.object_type) + " created here, bound to loop '" +
                              loop_name(sides.bound_to) + "'";
    const std::string used = "used here on loop '" + loop_name(sides.used_on) + "'";
    const Json created = location(sides.created, bound), use = location(sides.used, used);
    const std::string place = std::string(sides.created.file_name()) + ":" +
                              std::to_string(sides.created.line()) + ":" +
                              std::to_string(sides.created.column());
    return {
        {"ruleId", "loop-different-loop"},
        {"level", "error"},
        {"message", {{"text", error.message()}}},
        {"locations", {created}},
        {"relatedLocations", {use}},
        {"codeFlows",
         {{{"threadFlows", {{{"locations", {{{"location", created}}, {{"location", use}}}}}}}}}},
        {"partialFingerprints", {{"primaryLocationLineHash", place + ":" + sides.object_type}}},
        {"properties", {{"objectType", sides.object_type}, {"confirmed", "at run time"}}}};
}

Json rules() {
    const char* text = "an object of one event loop was used on another one";
    return {
        {{"id", "loop-different-loop"},
         {"shortDescription", {{"text", text}}},
         {"fullDescription", {{"text", text}}},
         {"help", {{"text", "Create the object on the loop that uses it: in a startup handler."}}},
         {"properties", {{"precision", "very-high"}, {"problem.severity", "error"}}}}};
}

std::tuple<std::string_view, unsigned, unsigned> key(const SourceLocation& where) {
    return {where.file_name(), where.line(), where.column()};
}

} // namespace

bool same_affinity(const AffinityError& a, const AffinityError& b) {
    return key(a.sides().created) == key(b.sides().created) &&
           key(a.sides().used) == key(b.sides().used);
}

std::string sarif_of(const std::vector<AffinityError>& errors) {
    Json results = Json::array();
    for (const AffinityError& error : errors) results.push_back(result(error));
    const Json driver = {{"name", "looplint-runtime"}, {"rules", rules()}};
    const Json run = {
        {"tool", {{"driver", driver}}}, {"columnKind", "utf16CodeUnits"}, {"results", results}};
    const Json log = {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                      {"version", "2.1.0"},
                      {"runs", {run}}};
    return log.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace loop
