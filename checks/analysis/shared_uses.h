#pragma once
// Shared uses: objects of a loop that several threads run, used by two of its handlers that nothing
// keeps apart: handed to the loop independently, from outside of it, with no strand and no lock.

#include "analysis/uses.h"

namespace looplint {

struct SharedUse {
    const Use* use = nullptr;
    const Use* other = nullptr; // in the other handler
    ObjectId loop = 0;
    Context context; // of `use`
};

/// At most one for each object. `uses` must outlive the result.
std::vector<SharedUse> sharedUses(const Program& program, const Models& models,
                                  const Engine& engine, const std::vector<Use>& uses);

} // namespace looplint
