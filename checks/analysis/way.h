#pragma once
// Way: whether the calls on the way into a function rule out one of its events: a branch on a
// parameter that the caller gave a literal.

#include "analysis/contexts.h"

namespace looplint {

/// Whether `event` of `function` cannot run when it is entered by the way that proves `context`.
bool isRuledOut(const Contexts& contexts, const FunctionFact& function, uint32_t event,
                const Context& context);

} // namespace looplint
