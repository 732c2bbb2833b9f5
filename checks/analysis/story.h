#pragma once
// Story: the notes of a finding that tell both sides: where an object was bound and who runs its
// loop, and how the code gets into the other thread.

#include "analysis/engine.h"
#include "analysis/finding.h"

namespace looplint {

/// "bound here", "the loop is run here, in …": what is known of the home of an object.
void tellHome(Finding& finding, const Engine& engine, ObjectId object);
/// The chain of calls into `function` in `context`.
void tellChain(Finding& finding, const Engine& engine, const Models& models,
               const FunctionFact& function, const Context& context);

/// Whether `function` runs in `context` as part of the end of an object: a destructor, or what one
/// calls.
bool isInDestructor(const Engine& engine, const Models& models, const FunctionFact& function,
                    const Context& context);

} // namespace looplint
