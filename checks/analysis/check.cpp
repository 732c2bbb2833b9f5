#include "analysis/check.h"

#include "analysis/embedded.h"
#include "analysis/ends.h"
#include "analysis/first_starts.h"
#include "analysis/instances.h"

#include <algorithm>

namespace looplint {

const Engine& Analysis::engine() const {
    if (!engine_) engine_ = std::make_shared<Engine>(program, models);
    return *engine_;
}

const std::vector<Use>& Analysis::uses() const {
    if (!uses_) uses_ = std::make_shared<std::vector<Use>>(usesOf(program, models, engine()));
    return *uses_;
}

const Ends& Analysis::ends() const {
    if (!ends_) ends_ = std::make_shared<Ends>(program, models, engine());
    return *ends_;
}

const Instances& Analysis::instances() const {
    const Engine& all = engine();
    if (!instances_)
        instances_ = std::make_shared<Instances>(program, models, all.objects, all.contexts);
    return *instances_;
}

const FirstStarts& Analysis::firstStarts() const {
    if (!firstStarts_)
        firstStarts_ =
            std::make_shared<FirstStarts>(program, models, engine(), instances(), uses());
    return *firstStarts_;
}

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
