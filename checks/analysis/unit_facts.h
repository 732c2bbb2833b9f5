#pragma once
// UnitFacts: all facts of one translation unit, and their serialised form.

#include "analysis/fact.h"

#include <string>

namespace looplint {

struct UnitFacts {
    Name unit;   // path of the main file
    Name target; // the build target it belongs to, where the compile command tells; else empty
    bool hasErrors = false; // the unit did not compile; facts go as far as it was understood
    std::vector<FunctionFact> functions;
    std::vector<RecordFact> records;
    std::vector<VariableFact> variables; // in order of definition

    friend bool operator==(const UnitFacts&, const UnitFacts&) = default;
};

/// The serialised form: versioned JSON. Equal facts give equal bytes.
std::string writeFacts(const UnitFacts& facts);

/// Reads what writeFacts wrote. `source` names the input in errors.
/// Throws FormatError (json_format.h) for anything else, naming the place and what was expected.
UnitFacts readFacts(std::string_view text, const std::string& source);

} // namespace looplint
