#include "report/formats.h"

namespace looplint {

std::span<const Format> allFormats() {
    static constexpr Format kFormats[] = {{"text", reportText},     {"json", reportJson},
                                          {"sarif", reportSarif},   {"github", reportGithub},
                                          {"gitlab", reportGitlab}, {"junit", reportJunit},
                                          {"html", reportHtml}};
    return kFormats;
}

const Format* findFormat(std::string_view name) {
    for (const Format& format : allFormats())
        if (format.name == name) return &format;
    return nullptr;
}

std::string formatNames() {
    std::string names;
    for (const Format& format : allFormats())
        names += (names.empty() ? "" : ", ") + std::string(format.name);
    return names;
}

} // namespace looplint
