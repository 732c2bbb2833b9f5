#pragma once
// Owned: which objects die with a variable, a member or an object of a class: what it is, what its
// members are, what its smart pointers and containers own, and what its destructors give back to a
// library.

#include "analysis/engine.h"

namespace looplint {

/// One object that dies with another.
struct OwnedObject {
    ObjectId object = 0;
    bool isShared = false;    // there may be other owners: it dies now or later
    bool isReleased = false;  // its death is a call of the library: a destructor, a deleter
    bool hasDeleter = false;  // … of the program's choice, which may hand it over
    bool isGivenBack = false; // … of a function of the library, which a destructor calls
    bool isNested = false;    // it dies in a destructor of the program, which is a function itself
    Entity holder;            // the variable or member that holds it
    Entity member;            // … or the innermost member that does
};

class Owned {
  public:
    Owned(const Program& program, const Models& models, const Engine& engine)
        : program_(program), models_(models), engine_(engine) {}

    /// What dies when the variable or member `entity`, declared as `type`, does.
    std::vector<OwnedObject> with(const Entity& entity, const Type& type) const;
    /// What dies when an object does that was made elsewhere: with `delete`, in a holder.
    std::vector<OwnedObject> with(ObjectId object) const;

  private:
    struct Search;
    bool isReleasing(const Type& holder, ObjectId object) const;

    const Program& program_;
    const Models& models_;
    const Engine& engine_;
};

} // namespace looplint
