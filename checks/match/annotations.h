#pragma once
// What the code says of itself with the words of loop/annotations.h.

#include "analysis/fact.h"
#include "match/names.h"

#include <clang/AST/DeclCXX.h>

namespace looplint {

/// Adds what a function's declaration says.
void readAnnotations(const clang::FunctionDecl* function, const DeclNames& names,
                     std::vector<Annotation>& annotations);
/// Adds what a class says: that its objects belong to a loop; once for each of its constructors.
void readAnnotations(const clang::CXXRecordDecl* record, const DeclNames& names,
                     std::vector<Annotation>& annotations);

} // namespace looplint
