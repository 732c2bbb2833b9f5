#pragma once
// Which names a model speaks of, and where in it: what can be held against real declarations.

#include "analysis/json_format.h"

#include <string>
#include <vector>

namespace looplint {

struct ModelName {
    std::vector<std::string> spellings; // in each namespace that the library lives in
    JsonPlace place;                    // where the model says it; a star stands for any text
};

/// All names of a model that Models::add accepts. The document of `model` must
/// outlive the result.
std::vector<ModelName> namesOf(const JsonPlace& model);

} // namespace looplint
