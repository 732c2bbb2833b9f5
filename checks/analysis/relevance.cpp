#include "analysis/relevance.h"

#include "analysis/marks.h"

#include <algorithm>

namespace looplint {

namespace {

/// A range of a list that all functions share.
struct Span {
    uint32_t begin = 0, end = 0;
};

class Relevance {
  public:
    Relevance(const Program& program, const Models& models)
        : program_(program), models_(models), marks_(program, models) {
        const auto& functions = program.functions();
        reasons_.resize(functions.size()), mentions_.reserve(functions.size());
        for (uint32_t i = 0; i < functions.size(); ++i) read(i);
        sortCalls();
    }

    std::vector<const FunctionFact*> find() {
        do {
            for (uint32_t i = 0; i < reasons_.size(); ++i) {
                if (reasons_[i] != Reason::Own && mentionsMarked(i)) add(i);
                if (reasons_[i] == Reason::None && isOfMarked(i)) add(i, Reason::Class);
            }
            spread();
        } while (marks_.settle());
        std::vector<const FunctionFact*> found;
        for (uint32_t i = 0; i < reasons_.size(); ++i)
            if (reasons_[i] != Reason::None) found.push_back(program_.functions()[i]);
        return found;
    }

  private:
    /// Why a function is relevant. Class: it is a method of a marked class, and no more.
    enum class Reason : uint8_t { None, Class, Own };
    struct Call {
        uint32_t callee, caller;
    };

    void read(uint32_t index);
    bool isRoot(const FunctionFact& function);
    void read(const Mentions& mentions, uint32_t index);
    void read(const Type& type, uint32_t index);
    void mention(Name name, uint32_t index);
    void markNamed(const FunctionFact& function);
    void markNamed(const Value& value);
    void noteCall(const Callee& callee, uint32_t caller);
    void sortCalls();
    void spread();
    bool mentionsMarked(uint32_t index) const {
        const Span span = mentions_[index];
        return std::any_of(mentioned_.begin() + span.begin, mentioned_.begin() + span.end,
                           [this](Name name) { return marks_.isMarked(name); });
    }
    bool isOfMarked(uint32_t index) const {
        return marks_.isMarked(program_.functions()[index]->record);
    }
    void add(uint32_t index, Reason reason = Reason::Own) {
        if (reasons_[index] >= reason) return;
        reasons_[index] = reason;
        added_.push_back(index);
    }

    const Program& program_;
    const Models& models_;
    Marks marks_;
    std::vector<Reason> reasons_; // by function …
    std::vector<Span> mentions_;  // … what of the program's own it names, in mentioned_
    std::vector<Name> mentioned_;
    std::vector<Call> calls_;     // by callee
    std::vector<uint32_t> added_; // whose callers are not yet
};

void Relevance::read(uint32_t index) {
    const FunctionFact& function = *program_.functions()[index];
    Span& span = mentions_.emplace_back();
    span.begin = static_cast<uint32_t>(mentioned_.size());
    if (isRoot(function)) add(index);
    for (const Parameter& parameter : function.parameters) read(parameter.type, index);
    read(function.body.mentions(), index);
    span.end = static_cast<uint32_t>(mentioned_.size());
}

/// What is not entered by a call alone, or said to matter.
bool Relevance::isRoot(const FunctionFact& function) {
    const auto isStated = [this](Name name) { return models_.entry(name) != nullptr; };
    return &function == program_.main() || function.isInitializer || function.isLambda ||
           function.isCoroutine || isStated(function.name) ||
           std::any_of(function.overrides.begin(), function.overrides.end(),
                       [&](const Override& method) {
                           return isStated(method.name) || marks_.isKnown(method.name);
                       });
}

void Relevance::read(const Mentions& mentions, uint32_t index) {
    const bool isKnown = std::any_of(mentions.names.begin(), mentions.names.end(),
                                     [this](Name name) { return marks_.isKnown(name); });
    if (isKnown) markNamed(*program_.functions()[index]);
    if (isKnown || mentions.isOpaque) add(index);
    for (const Callee& callee : mentions.callees) noteCall(callee, index);
    for (Name record : mentions.classes) mention(record, index);
    for (Name field : mentions.fields) {
        mention(field, index);
        if (!marks_.isOpen(field)) add(index);
    }
    for (const Entity& entity : mentions.entities) {
        mention(entity.usr, index);
        if (const VariableFact* declared = program_.definition(entity).variable)
            read(declared->type, index); // perhaps no unit defines it
    }
}

/// What something known is done to is of interest wherever it is: an identifier, a flag.
void Relevance::markNamed(const FunctionFact& function) {
    for (const Event& event : function.events()) {
        if (!marks_.isKnown(event.name)) continue;
        markNamed(event.object);
        for (const Value& arg : event.args) markNamed(arg);
    }
}

void Relevance::markNamed(const Value& value) {
    if (value.entity && marks_.isOpen(value.entity.usr)) marks_.mark(value.entity.usr);
    for (const Value& part : value.parts) markNamed(part);
}

void Relevance::noteCall(const Callee& callee, uint32_t caller) {
    const auto note = [&](const FunctionFact* function) {
        const uint32_t known = program_.numberOf(*function);
        if (known != Program::kPlain) calls_.push_back({known, caller});
    };
    if (const FunctionFact* function = program_.function(callee.entity)) note(function);
    if (!callee.isVirtual) return;
    for (const FunctionFact* overrider : program_.overriders(callee.entity)) note(overrider);
}

void Relevance::read(const Type& type, uint32_t index) {
    if (marks_.leads(type)) return add(index);
    mention(type.record, index);
    for (const Type& argument : type.arguments) read(argument, index);
}

void Relevance::mention(Name name, uint32_t index) {
    if (marks_.isMarked(name)) add(index);
    if (marks_.isOpen(name)) mentioned_.push_back(name);
}

void Relevance::sortCalls() {
    std::sort(calls_.begin(), calls_.end(), [](const Call& a, const Call& b) {
        return std::pair(a.callee, a.caller) < std::pair(b.callee, b.caller);
    });
}

/// To the callers, and to the classes of methods: an object of such a class may be called.
void Relevance::spread() {
    while (!added_.empty()) {
        const uint32_t index = added_.back();
        added_.pop_back();
        const FunctionFact& function = *program_.functions()[index];
        if (!function.isLambda && reasons_[index] == Reason::Own) marks_.mark(function.record);
        auto call =
            std::lower_bound(calls_.begin(), calls_.end(), index,
                             [](const Call& c, uint32_t callee) { return c.callee < callee; });
        for (; call != calls_.end() && call->callee == index; ++call) add(call->caller);
    }
}

} // namespace

std::vector<const FunctionFact*> relevantFunctions(const Program& program, const Models& models) {
    return Relevance(program, models).find();
}

} // namespace looplint
