#pragma once
// MadeTemplates: class templates of the project that only a library's function builds, such as
// make_unique<Session<Tcp>>(…). Its body is skipped, so nothing would instantiate what it calls:
// the constructor, the destructor, and by them the virtual methods. It is asked for here.

#include <clang/AST/DeclTemplate.h>
#include <clang/Sema/Sema.h>

#include <vector>

namespace looplint {

class MadeTemplates {
  public:
    void watch(clang::Sema& sema) { sema_ = &sema; }
    /// Of each function that is about to be instantiated.
    void note(clang::FunctionDecl* function);
    /// Between declarations: asks for what was noted.
    void instantiate();

  private:
    struct Made {
        clang::ClassTemplateSpecializationDecl* record;
        unsigned arguments; // of the constructor
    };

    clang::Sema* sema_ = nullptr;
    std::vector<Made> noted_;
};

} // namespace looplint
