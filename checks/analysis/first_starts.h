#pragma once
// First starts: uses of an object before its loop's thread can have come to it. A timer that is set
// up and started from another thread races with nothing: the loop touches it in handlers, and these
// are handed over later.

#include "analysis/instances.h"
#include "analysis/uses.h"

#include <unordered_map>

namespace looplint {

class FirstStarts {
  public:
    FirstStarts(const Program& program, const Models& models, const Engine& engine,
                const Instances& instances, const std::vector<Use>& uses);

    /// Whether `home`, which runs the loop of the object, may use it at the same time as a use in
    /// `context` does.
    bool isUsedMeanwhile(const Use& use, const Context& context, const Context& home) const;

  private:
    /// Whether a use, in `context`, comes before all that leads `home` to the object: to `others`,
    /// the uses of it there, and to its handlers; as far as the ways there show.
    bool isBeforeAll(const Use& use, const Context& context, const Context& home,
                     const std::vector<const Use*>& others) const;

    using Way = std::vector<Step>; // from a root on; the last step is the event itself

    /// Where the way to a use goes past the making of its object, or of what has it: what was
    /// started before was another one.
    struct Making {
        size_t step = 0;
        uint32_t event = 0;
    };

    Way wayTo(const Site& site, const Context& context) const;
    Way wayInto(const Context& home, const Use& other) const;
    bool isInOwnHandler(const Use& use, const Context& home) const;
    std::optional<Making> makingOn(const Way& way, const Use& use) const;
    bool isMade(const Site& site, const Use& use, Name owner) const;
    bool builds(const FunctionFact& function, Name record, int depth) const;
    bool isOf(const Type& type, Name record) const;
    bool isOfHeld(const Type& type, Name record) const;
    /// Whether a step leads to another thread or a later time.
    bool isElsewhere(const Event& event) const;
    bool mayBeGoneAgain(const Way& way, size_t step, const std::optional<Making>& making) const;
    bool mayComeFirst(const Way& start, const Way& use, const std::optional<Making>& making) const;

    const Program& program_;
    const Models& models_;
    const Engine& engine_;
    const Instances& instances_;
    std::unordered_map<ObjectId, std::vector<Site>> starts_; // the hand-overs, by object
    std::unordered_map<ObjectId, std::vector<const Use*>> uses_;
};

} // namespace looplint
