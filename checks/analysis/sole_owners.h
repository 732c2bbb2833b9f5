#pragma once
// Sole owners: classes whose objects are shared by type only: each shared_ptr to one is moved on
// and never copied, so that the end of the last place it was moved to is the end of the object.

#include "analysis/objects.h"

#include <unordered_set>

namespace looplint {

class SoleOwners {
  public:
    SoleOwners(const Program& program, const Objects& objects);

    /// Whether a shared pointer of `type` is never copied anywhere in the program.
    bool isSole(const Type& type) const;

  private:
    void read(const FunctionFact& function);
    void noteShared(const FunctionFact& function, const Event& event);
    void readCapture(const FunctionFact& lambda, const Capture& capture);
    void readArguments(const FunctionFact& function, const Event& event);
    void noteCopy(const FunctionFact& function, const Value& value, const Type* into);
    void noteCopied(const Type& type);

    const Program& program_;
    const Objects& objects_;
    std::unordered_map<Entity, Type> destroyed_; // locals of which only their end tells the type
    std::unordered_set<Name> copied_;            // records
};

} // namespace looplint
