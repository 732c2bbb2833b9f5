#include "prove_expect.h"

#include "analysis/json_format.h"
#include "files.h"

namespace looplint {

namespace {

ExpectedFinding readFinding(const JsonPlace& place) {
    place.onlyKeys({"check", "file", "line"});
    return {place.at("check").string(), place.at("file").string(), place.at("line").number()};
}

ExpectedError readError(const JsonPlace& place) {
    place.onlyKeys({"file", "line", "message"});
    return {place.at("file").string(), place.at("line").number(), place.at("message").string()};
}

std::string optionalString(const JsonPlace& place, const char* key) {
    return place.has(key) ? place.at(key).string() : "";
}

Request readRequest(const JsonPlace& place) {
    place.onlyKeys({"method", "path", "body", "status", "contains"});
    return {place.at("method").string(), place.at("path").string(), optionalString(place, "body"),
            place.at("status").number(), optionalString(place, "contains")};
}

Behaviour readBehaviour(const JsonPlace& place) {
    Behaviour behaviour;
    if (place.has("drive"))
        for (const JsonPlace& request : place.at("drive").elements())
            behaviour.drive.push_back(readRequest(request));
    behaviour.output = place.at("output").strings();
    return behaviour;
}

void readRuntime(const JsonPlace& place, Expectation& expectation) {
    place.onlyKeys({"raises", "guard"});
    const JsonPlace raises = place.at("raises");
    if (!raises.raw().is_null()) expectation.raises = readError(raises);
    expectation.guard = optionalString(place, "guard");
    const std::string& guard = expectation.guard;
    if (!guard.empty() && guard != "asio" && guard != "uv" && guard != "qt")
        place.at("guard").fail("expected \"asio\", \"uv\" or \"qt\"");
}

} // namespace

Expectation readExpectation(const std::string& path) {
    const nlohmann::json document = parseJson(readFile(path), path);
    const JsonPlace root(document, path);
    root.onlyKeys({"findings", "runtime", "drive", "output", "fixed"});
    Expectation expectation;
    for (const JsonPlace& finding : root.at("findings").elements())
        expectation.findings.push_back(readFinding(finding));
    readRuntime(root.at("runtime"), expectation);
    expectation.behaviour = readBehaviour(root);
    expectation.fixed = root.has("fixed") ? readBehaviour(root.at("fixed")) : expectation.behaviour;
    if (!expectation.findings.empty() && !root.has("fixed"))
        root.fail("expected a member \"fixed\", as there are findings");
    return expectation;
}

} // namespace looplint
