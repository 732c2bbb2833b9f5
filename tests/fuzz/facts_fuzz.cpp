// Facts from anywhere: read or refused, never a crash; what is read can be analyzed and written.

#include "analysis/check.h"
#include "analysis/json_format.h"

#include <cstdlib>

using namespace looplint;

static void analyze(const UnitFacts& facts) {
    static const Models models = Models::builtin();
    const Program program({&facts});
    const OptionValues options;
    std::vector<Finding> findings;
    for (const Check* check : allChecks()) check->run({program, models, options}, findings);
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    UnitFacts facts;
    try {
        facts = readFacts({reinterpret_cast<const char*>(data), size}, "fuzz");
    } catch (const FormatError&) {
        return 0;
    }
    const std::string text = writeFacts(facts);
    if (!(readFacts(text, "again") == facts) || writeFacts(readFacts(text, "again")) != text)
        std::abort();
    analyze(facts);
    return 0;
}
