#pragma once
// First starts: uses of an object before anything of its own is pending on its loop. A timer that
// is set up and started from another thread races with nothing: its loop touches it in its own
// handlers only, and these come later.

#include "analysis/uses.h"

#include <unordered_map>

namespace looplint {

class FirstStarts {
  public:
    FirstStarts(const Program& program, const Models& models, const Engine& engine);

    /// Whether the function of a use made the object itself, before, and has started nothing on it
    /// since: nobody else has it.
    bool isStillOwn(const Use& use) const;
    /// Whether a use, in `context`, comes before all that hands a handler of its object over, as
    /// far as the ways there show.
    bool isBeforeAll(const Use& use, const Context& context, const Context& home) const;
    /// Whether a use at `home` is in what runs only because a handler of its object was pending.
    bool isInOwnHandler(const Use& use, const Context& home) const;

  private:
    bool mayComeFirst(const Site& start, const Use& use, const Context& context,
                      const Context& home) const;

    const Models& models_;
    const Engine& engine_;
    std::unordered_map<ObjectId, std::vector<Site>> starts_; // the hand-overs, by object
};

} // namespace looplint
