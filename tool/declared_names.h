#pragma once
// The canonical names that the declarations of units have, project and libraries alike: what a
// model may speak of.

#include "analysis/name.h"

#include <clang/AST/ASTContext.h>

#include <set>
#include <string>
#include <vector>

namespace looplint {

class DeclaredNames {
  public:
    /// Adds all declarations and macros of a unit.
    void add(clang::ASTContext& context);

    /// Whether something has this name; a star in it stands for any text.
    bool has(const std::string& name) const;
    /// The declared name that is most like one of `spellings`, empty if none is at all.
    std::string nearest(const std::vector<std::string>& spellings) const;
    /// All names, in order.
    const std::set<std::string>& all() const { return names_; }

  private:
    std::set<std::string> names_;
};

} // namespace looplint
