#include "scope.h"

#include "globs.h"

namespace looplint {

bool isEnabled(const Config& config, const std::string& check) {
    if (inGlobs(config.checks, check)) return true;
    for (const PathSettings& settings : config.paths)
        if (inGlobs(settings.checks, check)) return true;
    return false;
}

static bool isInScope(const Finding& finding, const Config& config) {
    std::string checks = config.checks;
    uint32_t level = config.level;
    for (const PathSettings& settings : config.paths) {
        if (!matchesGlob(settings.path, finding.at.file.str())) continue;
        checks += "," + settings.checks;
        level = settings.level.value_or(level);
    }
    return finding.level <= level && inGlobs(checks, finding.check);
}

void dropOutOfScope(std::vector<Finding>& findings, const Config& config) {
    std::erase_if(findings, [&](const Finding& finding) { return !isInScope(finding, config); });
}

} // namespace looplint
