#pragma once
// UnitFacts: all facts of one translation unit, and their serialised form.

#include "analysis/fact.h"

#include <functional>
#include <string>
#include <string_view>

namespace looplint {

struct UnitFacts {
    Name unit;   // path of the main file
    Name target; // the build target it belongs to, where the compile command tells; else empty
    bool hasErrors = false; // the unit did not compile; facts go as far as it was understood
    std::vector<FunctionFact> functions;
    std::vector<RecordFact> records;
    std::vector<VariableFact> variables; // in order of definition
    std::vector<Annotation> annotations;

    friend bool operator==(const UnitFacts&, const UnitFacts&) = default;
};

constexpr uint32_t kFactsVersion = 5;
constexpr std::string_view kFactsForm = "looplint-facts", kProgramForm = "looplint-program";

/// The serialised form, versioned. Equal facts give equal bytes.
std::string writeFacts(const UnitFacts& facts);
/// A program that is linked but not yet analyzed: the serialised facts of its units.
std::string writeProgram(const std::vector<std::string>& units);
/// The same, a piece at a time: `unit(i)` is asked for once, in order.
void writeProgram(size_t count, const std::function<std::string(size_t)>& unit,
                  const std::function<void(std::string_view)>& write);

/// Read what writeFacts and writeProgram wrote. `source` names the input in errors.
/// Throw FormatError (json_format.h) for anything else, naming the place and what was expected.
/// `isKept`: the bytes are there as long as the process lives: names may point into them, and what
/// is wrong with a body is only said when it is asked for.
UnitFacts readFacts(std::string_view bytes, const std::string& source, bool isKept = false);
/// Only which unit the facts are of.
Name unitOf(std::string_view bytes, const std::string& source);
std::vector<UnitFacts> readProgram(std::string_view bytes, const std::string& source,
                                   bool isKept = false);

/// For people: JSON.
std::string printFacts(const UnitFacts& facts);

} // namespace looplint
