#pragma once
// The parts of a model that say the same wherever they stand. For model_json.cpp only. Each throws
// FormatError where the place is not of the form.

#include "analysis/json_format.h"
#include "models/model.h"

namespace looplint {

/// Whether a member is there and true.
bool flag(const JsonPlace& place, const char* key);
/// The methods that a member lists, with their type in front.
std::vector<Name> methods(const JsonPlace& place, const char* key, Name type);
std::string advice(const JsonPlace& place);
/// A number, "object" or "result".
Operand operand(const JsonPlace& place);
Operand operand(const JsonPlace& place, const char* key, uint32_t otherwise);
void readBinding(const JsonPlace& place, BoundType& bound);
StaticRule staticRule(const JsonPlace& place);
Startup startup(const JsonPlace& place);

} // namespace looplint
