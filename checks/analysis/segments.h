#pragma once
// Segments: where the parts of a coroutine between its awaits run. A coroutine of a library that
// the models know goes on where it is at home, but for an await whose token is bound to another
// executor: what follows runs there, up to the next await. A coroutine type of the project's own
// may go on anywhere after an await.

#include "analysis/objects.h"
#include "models/model.h"

#include <unordered_set>

namespace looplint {

enum class SegmentKind : uint8_t { Home, Elsewhere, Unknown };

struct Segment {
    SegmentKind kind = SegmentKind::Home;
    const Value* executor = nullptr; // Elsewhere

    friend bool operator==(const Segment&, const Segment&) = default;
};

class Segments {
  public:
    Segments(const Program& program, const Models& models, const Objects& objects);

    /// The segment that an event of a function stands in; Home in what is no coroutine.
    Segment of(const FunctionFact& function, uint32_t event) const;
    /// The segment that an await begins.
    Segment after(const FunctionFact& function, uint32_t await) const;

  private:
    bool awaitsElsewhere(const FunctionFact& coroutine) const;

    const Models& models_;
    const Objects& objects_;
    /// Coroutines that may end elsewhere than they began, where their callers then go on.
    std::unordered_set<const FunctionFact*> movers_;
};

} // namespace looplint
