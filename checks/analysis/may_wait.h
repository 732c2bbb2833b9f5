#pragma once
// May wait: whether code may wait for something that happens in another thread. Also what no model
// speaks of counts, by its name: where this is asked, a wait is a reason to be silent.

#include "analysis/program.h"
#include "models/model.h"

namespace looplint {

class MayWait {
  public:
    MayWait(const Program& program, const Models& models) : program_(program), models_(models) {}

    /// Whether something that can run after the event `from` and before the event `to` of a
    /// function may wait; UINT32_MAX: from its entry, to its exit.
    bool between(const FunctionFact& function, uint32_t from, uint32_t to) const {
        return between(function, from, to, 0);
    }

  private:
    bool between(const FunctionFact& function, uint32_t from, uint32_t to, int depth) const;

    const Program& program_;
    const Models& models_;
};

} // namespace looplint
