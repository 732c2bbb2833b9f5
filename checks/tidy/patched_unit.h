#pragma once
// PatchedUnit: parses the unit that clang-tidy is at once more, with a fix made in memory, so that
// a fix is only offered if the unit still compiles and the finding is gone.

#include "analysis/finding.h"
#include "analysis/unit_facts.h"

#include <clang/Lex/Preprocessor.h>

#include <memory>
#include <optional>

namespace looplint {

class PatchedUnit {
  public:
    /// Keeps what the unit's command says, for as long as its preprocessor lives.
    explicit PatchedUnit(const clang::Preprocessor& preprocessor) : preprocessor_(preprocessor) {}

    /// The facts of the unit with the fix; none if it does not compile.
    std::optional<UnitFacts> factsWith(const Fix& fix) const;

  private:
    const clang::Preprocessor& preprocessor_;
};

} // namespace looplint
