#pragma once
// What a program says of its own classes and functions (loop/annotations.h), as words of a model.

#include "analysis/program.h"
#include "models/model.h"

#include <optional>

namespace looplint {

/// Models, with the words of one program where it has some. Both must outlive it.
class AnnotatedModels {
  public:
    AnnotatedModels(const Models& models, const Program& program);
    AnnotatedModels(const AnnotatedModels&) = delete;

    const Models& models() const { return own_ ? *own_ : models_; }

  private:
    const Models& models_;
    std::optional<Models> own_;
};

} // namespace looplint
