#include "program_file.h"

#include "analysis/json_format.h"
#include "files.h"

namespace looplint {

std::vector<UnitFacts> readProgramFile(const std::string& file) {
    const nlohmann::json document = parseJson(readFile(file), file);
    const JsonPlace root(document, file);
    if (!root.isObject() || !root.has("looplint-program")) root.fail("expected a looplint program");
    if (root.at("looplint-program").number() != 1)
        root.at("looplint-program")
            .fail("expected version 1; link the program again with this looplint");
    std::vector<UnitFacts> units;
    for (const JsonPlace& unit : root.at("units").elements())
        units.push_back(
            readFacts(unit.raw().dump(), file + ": units[" + std::to_string(units.size()) + "]"));
    return units;
}

} // namespace looplint
