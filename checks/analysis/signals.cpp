#include "analysis/signals.h"

namespace looplint {

const Value* subjectOf(const Event& event) {
    const Value* object = operandOf(event, {Operand::kObject});
    return object ? object : operandOf(event, {0});
}

Signals::Signals(const Program& program, const Models& models, const Objects& objects,
                 const Contexts& contexts)
    : program_(program), contexts_(contexts) {
    for (const FunctionFact* function : program.functions())
        for (uint32_t i = 0; i < function->events().size(); ++i) {
            const Event& event = function->events()[i];
            const Value* subject = models.signals(event.name) ? subjectOf(event) : nullptr;
            if (!subject) continue;
            for (ObjectId object : objects.of(*function, *subject))
                sites_[object].push_back({function, i});
        }
}

const std::vector<Site>& Signals::of(ObjectId object) const {
    static const std::vector<Site> none;
    auto sites = sites_.find(object);
    return sites == sites_.end() ? none : sites->second;
}

const Site* Signals::signalledIn(const FunctionFact& function, ObjectId object, int depth) const {
    auto sites = sites_.find(object);
    if (sites == sites_.end()) return nullptr;
    for (const Site& site : sites->second)
        if (site.function == &function) return &site;
    for (const Event& event : function.events()) {
        const FunctionFact* callee = program_.function(event.callee);
        if (!callee || depth > 3) continue;
        if (const Site* site = signalledIn(*callee, object, depth + 1)) return site;
    }
    return nullptr;
}

bool Signals::isSignalledElsewhere(ObjectId object, const Context& context) const {
    auto sites = sites_.find(object);
    if (sites == sites_.end()) return false;
    for (const Site& site : sites->second) {
        const auto& known = contexts_.of(*site.function);
        if (known.empty()) return true;
        for (const auto& [in, step] : known)
            if (!(in == context)) return true;
    }
    return false;
}

} // namespace looplint
