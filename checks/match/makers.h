#pragma once
// Makers: library functions that build an object of a type they are told: make_unique<T>(…),
// emplace(…) and their like. Their bodies are not read.

#include <clang/AST/DeclCXX.h>

namespace looplint {

struct Maker {
    const clang::CXXRecordDecl* made = nullptr; // null: it makes nothing
    bool isEmplacing = false;                   // in the container that it is called on
    bool hasKey = false;                        // the first argument is the key of a map
};

Maker makerOf(const clang::FunctionDecl* function);
/// The constructor that takes `count` arguments, if only one does (copying and moving aside).
const clang::CXXConstructorDecl* constructorFor(const clang::CXXRecordDecl* record, unsigned count);
/// The class that is the first template argument of another; null if there is none.
const clang::CXXRecordDecl* firstArgument(const clang::CXXRecordDecl* holder);

} // namespace looplint
