#pragma once
// StrandHalves: two chains of handlers of one object that are under way at once on a loop of
// several threads, one of them on no strand: both use the same socket or timer.

#include "analysis/instances.h"
#include "analysis/uses.h"

namespace looplint {

struct StrandHalf {
    const Use* use = nullptr; // in the handler that is on no strand
    ObjectId loop = 0;
    Context context;
    Site handedOver; // that handler
    Site other;      // the other one
};

/// One of each object.
std::vector<StrandHalf> strandHalves(const Program& program, const Models& models,
                                     const Engine& engine, const Instances& instances,
                                     const std::vector<Use>& uses);

} // namespace looplint
