#pragma once
// Check: a value, not a class: a name, a title, options and one function from the linked program
// to findings. One-unit lint is a program of one unit, so there is no other way in.

#include "analysis/engine.h"
#include "analysis/finding.h"
#include "analysis/message.h"
#include "analysis/option.h"
#include "analysis/program.h"
#include "analysis/uses.h"
#include "models/model.h"

#include <memory>
#include <span>

namespace looplint {

class Ends;
class FirstStarts;
class Instances;

/// What a check works on.
struct Analysis {
    const Program& program;
    const Models& models;
    const OptionValues& options;

    // Worked out when a check first asks; for all that ask after it.
    const Engine& engine() const;
    const std::vector<Use>& uses() const;
    const Ends& ends() const;
    const Instances& instances() const;
    const FirstStarts& firstStarts() const;

    mutable std::shared_ptr<Engine> engine_ = nullptr;
    mutable std::shared_ptr<std::vector<Use>> uses_ = nullptr;
    mutable std::shared_ptr<Ends> ends_ = nullptr;
    mutable std::shared_ptr<Instances> instances_ = nullptr;
    mutable std::shared_ptr<FirstStarts> firstStarts_ = nullptr;
};

struct Check {
    std::string_view name;  // "loop-static-object"; page: loop_static_object.md
    std::string_view title; // one line, for --list-checks and SARIF
    std::span<const Option> options;
    void (*run)(const Analysis&, std::vector<Finding>&);
};

/// All checks, in the order of checks.def.
std::span<const Check* const> allChecks();
/// Null if there is none of that name.
const Check* findCheck(std::string_view name);
/// The page of a check, in Markdown.
std::string_view pageOf(const Check& check);

} // namespace looplint
