#pragma once
// Relevance: which functions can matter to a check. Most of a program is plain code: it touches
// nothing that models speak of, hands nothing over that could be called, and calls only such code.
// Whoever calls what is relevant is relevant, so that no way to it is lost.

#include "analysis/program.h"
#include "models/model.h"

namespace looplint {

/// The functions of the program without the plain ones, in the same order.
std::vector<const FunctionFact*> relevantFunctions(const Program& program, const Models& models);

} // namespace looplint
