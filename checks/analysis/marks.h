#pragma once
// Marks: which classes, fields and variables can lead to what models speak of: because they are of
// such a type, hold or point to one, derive from one, or are a base of one.

#include "analysis/name_memo.h"
#include "analysis/program.h"
#include "models/model.h"

namespace looplint {

class Marks {
  public:
    Marks(const Program& program, const Models& models);

    /// Whether models, or checks by themselves, speak of a function or type of this name.
    bool isKnown(Name name);
    /// Whether a type leads there. Types that say nothing, and pointers to anything, may.
    bool leads(const Type& type);
    /// Whether a class, a field or a variable (by its USR) does, as far as is known now.
    bool isMarked(Name name) const { return stateOf(name) >= State::Base; }
    /// Whether it may still come to be: the program declares it.
    bool isOpen(Name name) const { return stateOf(name) == State::Open; }
    void mark(Name name) { raise(name, State::Leads); }
    /// Follows the marks from class to class. True if there are more than before.
    bool settle();

  private:
    /// Base: only because a class derived from it leads there; others derived from it need not.
    enum class State : uint8_t { Foreign, Open, Base, Leads };
    State stateOf(Name name) const {
        return name.index() < states_.size() ? states_[name.index()] : State::Foreign;
    }
    void raise(Name name, State state);
    bool isHeir(const RecordFact& record);
    void settle(const RecordFact& record);

    const Program& program_;
    const Models& models_;
    NameMemo known_;
    std::vector<State> states_; // by name
    bool isMore_ = false;
};

} // namespace looplint
