#include "models/annotated.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace looplint {

namespace {
using nlohmann::json;

/// A model with the words of annotations.
class AnnotationWriter {
  public:
    AnnotationWriter(const Models& models, const Program& program)
        : models_(models), program_(program) {
        for (const Annotation& said : program.annotations())
            if (said.kind == AnnotationKind::Bound) bound_[said.name].push_back(&said);
    }

    std::string write() {
        model_ = {{"library", "annotations"}};
        for (const auto& [type, constructors] : bound_) addBound(type, constructors);
        for (const Annotation& said : program_.annotations()) add(said);
        return model_.dump();
    }

  private:
    using Constructors = std::vector<const Annotation*>;

    void add(const Annotation& said) {
        const std::string& name = said.name.str();
        if (said.kind == AnnotationKind::ThreadSafe) model_["thread-safe"].push_back(name);
        if (said.kind == AnnotationKind::HandsOver)
            model_["hand-overs"].push_back({{"functions", {name}}, {"loop", "object"}});
        if (said.kind == AnnotationKind::Asserts)
            model_["guards"].push_back(
                {{"functions", {name}}, {"object", "object"}, {"assert", true}});
    }

    void addBound(Name type, const Constructors& constructors) {
        json binds = "thread";
        if (const auto index = loopArgument(constructors))
            binds = {{"argument", *index}};
        else if (takesLoop(constructors) || ownsLoop(constructors.front()->record))
            return; // in more than one way, or its own
        model_["bound"].push_back({{"types", {type.str()}},
                                   {"binds", binds},
                                   {"static", "judged"},
                                   {"operations", {"*"}},
                                   {"advice", "make it where its loop is"}});
    }

    bool isLoop(const Type& type) const {
        const std::string& name = type.generic.str();
        return models_.loop(type.generic) || models_.bound(type.generic) ||
               bound_.contains(type.generic) || models_.isAccessor(Name(name + "::query")) ||
               models_.isAccessor(Name(name + "::prefer"));
    }

    bool takesLoop(const Constructors& constructors) const {
        return std::any_of(constructors.begin(), constructors.end(), [&](const Annotation* one) {
            return std::any_of(one->parameters.begin(), one->parameters.end(),
                               [&](const Type& type) { return isLoop(type); });
        });
    }

    /// The one argument that is the loop in all constructors.
    std::optional<size_t> loopArgument(const Constructors& constructors) const {
        std::optional<size_t> all;
        for (const Annotation* one : constructors) {
            const auto at = std::find_if(one->parameters.begin(), one->parameters.end(),
                                         [&](const Type& type) { return isLoop(type); });
            const auto index = static_cast<size_t>(at - one->parameters.begin());
            if (at == one->parameters.end() || (all && *all != index)) return std::nullopt;
            all = index;
        }
        return all;
    }

    bool ownsLoop(Name key) const {
        for (Name base : program_.basesOf(key)) {
            const RecordFact* record = program_.record(base);
            if (!record) continue;
            if (models_.loop(record->generic)) return true;
            for (const Field& field : record->fields)
                if (models_.loop(field.type.generic)) return true;
        }
        return false;
    }

    const Models& models_;
    const Program& program_;
    std::map<Name, Constructors> bound_;
    json model_;
};
} // namespace

AnnotatedModels::AnnotatedModels(const Models& models, const Program& program) : models_(models) {
    if (program.annotations().empty()) return;
    own_ = models;
    own_->add(AnnotationWriter(models, program).write(), "annotations");
}

} // namespace looplint
