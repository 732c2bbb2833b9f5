#pragma once
// Resolve: from a Value in one function, reached by a known chain of calls, to the object it is:
// through parameters, references, reference members, and functions that return them.

#include "analysis/program.h"
#include "models/model.h"

#include <string>

namespace looplint {

/// One call on the way from a root: `call` in `caller->function` entered `function`.
struct Frame {
    const FunctionFact* function = nullptr;
    const Event* call = nullptr;
    const Frame* caller = nullptr;
};

enum class PlaceKind {
    Unknown,
    Variable,    // a local or global variable: root
    Made,        // built by the event `site`
    DefaultLoop, // what the model's default-loop function yields: name
    Parameter,   // a parameter that no call of the chain supplies
    This,        // the object of a method that no call of the chain supplies
    Null
};

/// The identity of an object: where it is rooted, and the path of members from there.
struct Place {
    PlaceKind kind = PlaceKind::Unknown;
    Entity root;
    Name name;
    const Event* site = nullptr;
    std::vector<Name> path;

    bool is(PlaceKind k) const { return kind == k; }
    /// "app.service_.timer_", for messages.
    std::string text() const;
    friend bool operator==(const Place& a, const Place& b) {
        return a.kind == b.kind && a.root == b.root && a.site == b.site && a.path == b.path &&
               (a.kind != PlaceKind::DefaultLoop || a.name == b.name);
    }
};

class Resolver {
  public:
    Resolver(const Program& program, const Models& models) : program_(program), models_(models) {}

    Place resolve(const Value& value, const Frame& frame) const { return resolve(value, frame, 0); }

  private:
    Place resolve(const Value& value, const Frame& frame, int depth) const;
    Place ofVariable(const Value& value, const Frame& frame, int depth) const;
    Place ofField(const Value& value, const Frame& frame, int depth) const;
    Place ofResult(const Value& value, const Frame& frame, int depth) const;
    Place ofCall(const Event& call, const Frame& frame, int depth) const;

    const Program& program_;
    const Models& models_;
};

/// The one value assigned to a reference or pointer variable in `function`; null if there are
/// none or several.
const Value* onlyAssignment(const FunctionFact& function, const Entity& variable);

} // namespace looplint
