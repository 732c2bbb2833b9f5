#pragma once
// How a fix is written in the words of a library: models say it, this fills it in.

#include "match/names.h"
#include "models/model.h"

#include <clang/AST/DeclCXX.h>

namespace looplint {

/// An object that a fix speaks of, as its source has it.
struct NamedObject {
    std::string text;
    const clang::CXXRecordDecl* record = nullptr;
    bool isPointer = false; // a plain pointer …
    bool isHeld = false;    // … or a smart one
};

/// The words of the library that a class, or a base of it, belongs to; null if there are none.
const FixWords* wordsFor(const clang::CXXRecordDecl* record, const DeclNames& names,
                         const Models& models);

/// Puts an object, and what is done with it, in the place of `{access}`, `{pointer}`, `{library}`
/// and `{callable}`.
std::string filledIn(std::string words, const NamedObject& object, const std::string& callable,
                     const DeclNames& names, Name library);

} // namespace looplint
