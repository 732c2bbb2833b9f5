#pragma once
// What needs the application object and dies after it: in a smart pointer that was declared before
// the application, and filled after it.

#include "analysis/ends.h"

namespace looplint {

struct LateEnd {
    const Event* application = nullptr; // its end
    const End* end = nullptr;           // of the object
};

std::vector<LateEnd> endsAfterApplication(const FunctionFact& function, const Models& models,
                                          const Engine& engine, const Ends& ends);

} // namespace looplint
