#pragma once
// Parents: which object a construction makes the parent of what it builds.

#include "analysis/bindings.h"

namespace looplint {

class Parents {
  public:
    Parents(const Program& program, const Models& models) : program_(program), models_(models) {}

    /// The argument of a construction that becomes the parent; null if it has none, or it is not
    /// known which it is. By the constructors of the program's classes, down to the library's,
    /// which takes it last.
    const Value* of(const Event& construct) const { return of(construct, 0); }
    /// Where the program builds an object: not as a base of another.
    std::vector<Site> built(ObjectId object, const Objects& objects) const;

  private:
    const Value* of(const Event& construct, int depth) const;

    const Program& program_;
    const Models& models_;
};

/// Whether a value is a parameter of the function.
bool isParameter(const FunctionFact& function, const Value& value);

} // namespace looplint
