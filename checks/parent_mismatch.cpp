// Parent and child end up on different threads: a child is made where its parent does not live, or
// an object with a parent is moved away from it.

#include "analysis/check.h"
#include "analysis/flow.h"
#include "analysis/holders.h"
#include "analysis/instances.h"
#include "analysis/parents.h"
#include "analysis/story.h"

#include <algorithm>

namespace looplint {

static constexpr Message kForeignParent{"a {0} is made a child of '{1}' here in {2}, but '{1}' "
                                        "belongs to {3}; make it in the thread of its parent"};
static constexpr Message kMovedParent{"a {0} is made a child of '{1}' here in {2}, but '{1}' was "
                                      "moved to {3} before; move it when its children are made"};
static constexpr Message kThreadParent{"a {0} is made a child of the thread object here in {1}, "
                                       "but the thread object belongs to the thread that made it; "
                                       "make it without a parent"};
static constexpr Message kMovedChild{"'{0}' is moved to a thread here, but it has the parent "
                                     "'{1}', so it stays; make it without a parent"};
static constexpr Message kMovedHere{"'{0}' is moved here"};
static constexpr Message kParentHere{"it is given its parent here"};

namespace {

class ParentMismatches {
  public:
    ParentMismatches(const Analysis& analysis, std::vector<Finding>& findings)
        : program_(analysis.program),
          models_(analysis.models),
          engine_(analysis.engine()),
          objects_(engine_.objects),
          contexts_(engine_.contexts),
          findings_(findings),
          instances_(analysis.instances()),
          parents_(program_, models_) {}

    void run();

  private:
    void visitChild(const FunctionFact& function, uint32_t index);
    void visitThreadChild(const Site& site, ObjectId parent);
    void visitMovedParent(const Site& site, ObjectId parent, const Value& value);
    void visitForeignParent(const Site& site, ObjectId parent);
    void visitMove(const FunctionFact& function, uint32_t index);
    bool setsParent(Name function) const;
    bool isSetParent(ObjectId object) const;
    bool isThreadObject(ObjectId object) const;
    bool overridesRun(const FunctionFact& function) const;
    std::string nameOf(ObjectId object) const;
    Finding& report(const Site& site, const Entity& subject, std::string message);

    const Program& program_;
    const Models& models_;
    const Engine& engine_;
    const Objects& objects_;
    const Contexts& contexts_;
    std::vector<Finding>& findings_;
    const Instances& instances_;
    Parents parents_;
};

void ParentMismatches::run() {
    for (const FunctionFact* function : program_.functions())
        for (uint32_t i = 0; i < function->events().size(); ++i) {
            const Event& event = function->events()[i];
            if (event.kind == EventKind::Construct) visitChild(*function, i);
            if (event.kind == EventKind::Call && models_.movesToThread(event.name))
                visitMove(*function, i);
        }
}

Finding& ParentMismatches::report(const Site& site, const Entity& subject, std::string message) {
    Finding& finding = findings_.emplace_back();
    finding.check = "loop-parent-mismatch";
    finding.at = site->at;
    finding.subject = subject ? subject : site.function->entity;
    finding.message = std::move(message);
    return finding;
}

std::string ParentMismatches::nameOf(ObjectId object) const {
    if (objects_[object].kind != ObjectKind::Class) return objects_[object].name.str();
    const RecordFact* record = program_.record(objects_[object].record);
    return record ? record->generic.str() : objects_[object].name.str();
}

bool ParentMismatches::isThreadObject(ObjectId object) const {
    for (Name key : program_.basesOf(objects_[object].record)) {
        const RecordFact* record = program_.record(key);
        const LoopType* type = record ? models_.loop(record->generic) : nullptr;
        if (type && type->ownsThread) return true;
    }
    return false;
}

bool ParentMismatches::overridesRun(const FunctionFact& function) const {
    return std::any_of(function.overrides.begin(), function.overrides.end(),
                       [&](const Override& method) { return models_.isThreadMethod(method.name); });
}

void ParentMismatches::visitChild(const FunctionFact& function, uint32_t index) {
    const Site site{&function, index};
    if (site->object.is(ValueKind::This)) return; // a base: the whole counts
    const Value* value = parents_.of(*site);
    const std::optional<ObjectId> parent = value ? objects_.one(function, *value) : std::nullopt;
    if (!parent) return;
    const BoundType* type = engine_.bindings.typeOf(*parent);
    const ThreadBond* bond = engine_.bindings.threadBond(*parent);
    if (!type || !type->hasParent) return;
    if (isThreadObject(*parent)) return visitThreadChild(site, *parent);
    if (bond && !bond->moves.empty()) return visitMovedParent(site, *parent, *value);
    visitForeignParent(site, *parent);
}

/// A thread object belongs to the thread that made it, not to the one that it runs.
void ParentMismatches::visitThreadChild(const Site& site, ObjectId parent) {
    const ThreadBond* bond = engine_.bindings.threadBond(parent);
    if (bond && !bond->moves.empty()) return; // moveToThread(this)
    const Context own = contexts_.homeOfLoop(parent);
    for (const Context& context : contexts_.at(*site.function, site.event)) {
        const bool isRun = objects_.selfOf(*site.function) == objects_[parent].record &&
                           overridesRun(*site.function);
        if (!(context == own && contexts_.isKnown(own)) && !isRun) continue;
        Finding& finding =
            report(site, site->object.entity,
                   kThreadParent(site->type.generic.str(), contexts_.describe(context)));
        tellChain(finding, engine_, models_, *site.function, context);
        return;
    }
}

/// The parent was moved: in this function, or it runs in its thread by now.
void ParentMismatches::visitMovedParent(const Site& site, ObjectId parent, const Value& value) {
    const std::optional<Context> home = contexts_.homeOf(parent);
    if (!home || !contexts_.isKnown(*home)) return;
    const ThreadBond& bond = *engine_.bindings.threadBond(parent);
    const auto isMovedHere = [&](const Site& move) {
        const Value* moved = operandOf(*move, {Operand::kObject});
        const bool isSame = moved ? rootOf(*moved) == rootOf(value) : value.is(ValueKind::This);
        return move.function == site.function && isSame &&
               precedes(*site.function, move.event, site.event);
    };
    auto move = std::find_if(bond.moves.begin(), bond.moves.end(), isMovedHere);
    for (const Context& context : contexts_.at(*site.function, site.event)) {
        if (context == *home || !contexts_.isKnown(context)) continue;
        const bool isLater =
            instances_.isOnly(parent) && bond.moves.size() == 1 &&
            engine_.order.hasRunBefore(bond.moves[0], *site.function, site.event, context) &&
            engine_.order.isWhileRunning(*site.function, site.event, context, *home);
        if (move == bond.moves.end() && !isLater) continue;
        const Site& moved = move == bond.moves.end() ? bond.moves.front() : *move;
        Finding& finding =
            report(site, site->object.entity,
                   kMovedParent(site->type.generic.str(), nameOf(parent),
                                contexts_.describe(context), contexts_.describe(*home)));
        finding.notes.push_back({moved->at, kMovedHere(nameOf(parent))});
        tellChain(finding, engine_, models_, *site.function, context);
        return;
    }
}

void ParentMismatches::visitForeignParent(const Site& site, ObjectId parent) {
    const std::optional<Context> home = contexts_.homeOf(parent);
    if (!home || !contexts_.isKnown(*home)) return;
    for (const Context& context : contexts_.at(*site.function, site.event)) {
        if (context == *home || !contexts_.isKnown(context)) continue;
        Finding& finding =
            report(site, site->object.entity,
                   kForeignParent(site->type.generic.str(), nameOf(parent),
                                  contexts_.describe(context), contexts_.describe(*home)));
        tellHome(finding, engine_, parent);
        tellChain(finding, engine_, models_, *site.function, context);
        return;
    }
}

/// setParent() of a class whose objects have parents: QObject, QWidget.
bool ParentMismatches::setsParent(Name function) const {
    static constexpr std::string_view kMethod = "::setParent";
    const std::string& name = function.str();
    if (!name.ends_with(kMethod)) return false;
    const BoundType* type = models_.bound(Name(name.substr(0, name.size() - kMethod.size())));
    return type && type->hasParent;
}

/// Whether the program sets the parent of an object after it was made.
bool ParentMismatches::isSetParent(ObjectId object) const {
    for (const FunctionFact* function : program_.functions())
        for (const Event& event : function->events()) {
            if (event.kind != EventKind::Call || !setsParent(event.name)) continue;
            const ObjectSet set = objects_.of(*function, event.object);
            if (set.empty() || std::find(set.begin(), set.end(), object) != set.end()) return true;
        }
    return false;
}

void ParentMismatches::visitMove(const FunctionFact& function, uint32_t index) {
    const Site site{&function, index};
    const Value* moved = operandOf(*site, {Operand::kObject});
    const std::optional<ObjectId> object = moved ? objects_.one(function, *moved) : std::nullopt;
    const ThreadBond* bond = object ? engine_.bindings.threadBond(*object) : nullptr;
    if (!bond || bond->built.empty() || isSetParent(*object)) return;
    std::optional<ObjectId> parent;
    for (const Site& built : parents_.built(*object, objects_)) {
        const Value* value = parents_.of(*built);
        parent = value ? objects_.one(*built.function, *value) : std::nullopt;
        const BoundType* type = parent ? engine_.bindings.typeOf(*parent) : nullptr;
        if (!type || !type->hasParent || isParameter(*built.function, *value)) return;
    }
    if (!parent) return;
    Finding& finding =
        report(site, objects_[*object].entity, kMovedChild(nameOf(*object), nameOf(*parent)));
    finding.notes.push_back({parents_.built(*object, objects_).front()->at, kParentHere()});
}

void run(const Analysis& analysis, std::vector<Finding>& findings) {
    ParentMismatches(analysis, findings).run();
}

} // namespace

extern constinit const Check parentMismatch = {
    .name = "loop-parent-mismatch",
    .title = "an object and its parent end up on different threads",
    .options = {},
    .run = run};

} // namespace looplint
