#include "analysis/check.h"

#include "analysis/embedded.h"

#include <algorithm>

namespace looplint {

#define LOOPLINT_CHECK(check) extern const Check check;
#include "checks.def"
#undef LOOPLINT_CHECK

std::span<const Check* const> allChecks() {
    static constexpr const Check* checks[] = {
#define LOOPLINT_CHECK(check) &check,
#include "checks.def"
#undef LOOPLINT_CHECK
    };
    return checks;
}

const Check* findCheck(std::string_view name) {
    for (const Check* check : allChecks())
        if (check->name == name) return check;
    return nullptr;
}

std::string_view pageOf(const Check& check) {
    std::string file(check.name.substr(std::string_view("loop-").size()));
    std::replace(file.begin(), file.end(), '-', '_');
    for (const EmbeddedFile& page : embeddedFiles())
        if (page.name == file + ".md") return page.text;
    return {};
}

} // namespace looplint
