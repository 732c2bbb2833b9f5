#pragma once
// Ends: where a function ends the life of objects: scopes that close, members that are destroyed,
// deletes, holders that are emptied, calls that give something back to its library, and calls of
// functions that do one of these whenever they run.

#include "analysis/owned.h"

namespace looplint {

enum class EndKind : uint8_t {
    Scope,  // of a local variable
    Member, // in a destructor, after its body
    Delete, // delete p
    Drop,   // holder.reset(), .clear(), = nullptr
    Erase,  // holder.erase(it): some of what it holds
    Free,   // event_base_free(p)
    Call    // in a function that is called
};

struct End {
    uint32_t event = 0;
    EndKind kind = EndKind::Scope;
    OwnedObject what;
    Location at;           // where it happens, in the function itself or in one that is called
    bool isDetach = false; // nothing dies: the thread that runs the loop is let go
    bool isAfter = false;  // after the function has returned: its closure, its object
    Entity root;           // the variable or member that dies, or whose object is deleted
};

class Ends {
  public:
    Ends(const Program& program, const Models& models, const Engine& engine);

    /// In the order of the function's events.
    const std::vector<End>& of(const FunctionFact& function) const;
    /// What dies when an element is taken out of a container, and the container lives on.
    std::vector<End> erasedIn(const FunctionFact& function) const;
    /// What dies with a variable or member, as far as a loop has to do with it.
    const std::vector<OwnedObject>& with(const Entity& entity, const Type& type) const;
    /// The functions that empty, or move something whole out of, the variable or member `holder`.
    const std::vector<const FunctionFact*>& emptiers(const Entity& holder) const;

    /// Whether there are several of the object that ends here, in parts or bases of one class, so
    /// that nothing tells which of them something else is bound to.
    bool isOneOfSeveral(const FunctionFact& function, const End& end) const;

    /// Whether a std::thread may have been destroyed before an event of the function: it was
    /// joined, or the program is over.
    bool isThreadGone(const FunctionFact& function, uint32_t event) const;

  private:
    struct Known {
        std::vector<End> ends;
        bool isRead = false;
    };

    void readEvent(const FunctionFact& function, uint32_t index, std::vector<End>& ends) const;
    void readDestroy(const FunctionFact& function, uint32_t index, std::vector<End>& ends) const;
    void readCall(const FunctionFact& function, uint32_t index, std::vector<End>& ends) const;
    void readDetach(const FunctionFact& function, uint32_t index, std::vector<End>& ends) const;
    void readClosure(const FunctionFact& function, std::vector<End>& ends) const;
    void readRunnable(const FunctionFact& function, std::vector<End>& ends) const;
    bool isOfInterest(ObjectId object) const;
    /// What a variable or member is declared as; null if unknown.
    const Type* typeOf(const Value& value) const;
    void noteTaken(const FunctionFact& function, const Value& from);
    void noteEmptied(const FunctionFact& function, const Event& event);
    bool isMovedOut(const FunctionFact& function, const Entity& local) const;

    const Program& program_;
    const Models& models_;
    const Engine& engine_;
    Owned owned_;
    std::unordered_map<Entity, Type> destroyed_; // locals of which only their end tells the type
    std::unordered_map<Entity, std::vector<const FunctionFact*>> emptiers_;
    mutable std::vector<Known> ends_; // by number of the function
    mutable EntityMap<std::vector<OwnedObject>> with_;
    mutable int depth_ = 0;
};

/// Where a local or member that dies was declared, as far as the function shows it.
Location declarationOf(const FunctionFact& function, const End& end);

} // namespace looplint
