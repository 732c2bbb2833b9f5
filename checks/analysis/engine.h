#pragma once
// Engine: what all checks ask about a program, worked out once: objects, bindings, guards,
// contexts.

#include "analysis/contexts.h"
#include "analysis/order.h"

namespace looplint {

struct Engine {
    Engine(const Program& program, const Models& models)
        : objects(program, models),
          bindings(program, models, objects),
          guards(program, models, objects),
          soleOwners(program, objects),
          contexts(program, models, objects, bindings, guards, soleOwners),
          order(program, models, objects, contexts) {}
    Engine(const Engine&) = delete;

    Objects objects;
    Bindings bindings;
    Guards guards;
    SoleOwners soleOwners;
    Contexts contexts;
    Order order;
};

} // namespace looplint
