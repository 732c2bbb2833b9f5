#include "expectations.h"

#include <algorithm>

namespace looplint::testing {

namespace {
bool isAt(const Want& want, const Location& at) {
    return at.file == Name(want.file) && at.line == want.line;
}

bool hasNote(const Want& want, const std::vector<Finding>& findings) {
    for (const Finding& finding : findings)
        for (const Note& note : finding.notes)
            if (isAt(want, note.at) && note.message.find(want.text) != std::string::npos)
                return true;
    return false;
}

std::string textOf(const Finding& finding) { return finding.message + " [" + finding.check + "]"; }

std::string place(const std::string& file, uint32_t line) {
    return file + ":" + std::to_string(line) + ": ";
}
} // namespace

std::string differences(const std::vector<Want>& wants, const std::vector<Finding>& findings) {
    std::string out;
    std::vector<const Finding*> unwanted;
    for (const Finding& finding : findings) unwanted.push_back(&finding);
    for (const Want& want : wants) {
        if (want.isNote) {
            if (!hasNote(want, findings))
                out += place(want.file, want.line) + "no such note: " + want.text + "\n";
            continue;
        }
        auto match = std::find_if(unwanted.begin(), unwanted.end(), [&](const Finding* finding) {
            return isAt(want, finding->at) && textOf(*finding).find(want.text) != std::string::npos;
        });
        if (match != unwanted.end())
            unwanted.erase(match);
        else
            out += place(want.file, want.line) + "not found: " + want.text + "\n";
    }
    for (const Finding* finding : unwanted)
        out += place(finding->at.file.str(), finding->at.line) + "unwanted: " + textOf(*finding) +
               "\n";
    return out;
}

} // namespace looplint::testing
