#pragma once
// Short-lived handles: a C handle whose memory goes while its loop still has it: a local that the
// function leaves on the loop, an object that is deleted while its close is only asked for.

#include "analysis/engine.h"

namespace looplint {

struct ShortLived {
    const FunctionFact* function = nullptr;
    uint32_t bound = 0;              // the event that puts it on the loop, or asks to close it
    std::optional<uint32_t> deleted; // the event that frees it; nothing: it is a local
    Value handle;
};

/// In the order of the program's functions.
std::vector<ShortLived> shortLivedHandles(const Program& program, const Models& models,
                                          const Engine& engine);

} // namespace looplint
