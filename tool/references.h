#pragma once
// References: which names in the text of a unit's main file stand for which functions, variables
// and fields, so that an editor can tell what the cursor is on.

#include "view.h"

#include <clang/AST/ASTContext.h>

namespace looplint {

/// Those of the project's functions, and of all variables and fields; sorted by place.
std::vector<ViewReference> referencesIn(clang::ASTContext& context);

} // namespace looplint
