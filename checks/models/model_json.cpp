// Reads a model and checks its schema: every member is known, of the right form, and every
// method list belongs to a type. The schema is this file; models/*.json are its examples.

#include "analysis/json_format.h"
#include "models/model.h"

#include <algorithm>

namespace looplint {

class ModelReader {
  public:
    ModelReader(Models& models, const JsonPlace& root) : models_(models), root_(root) {}

    void read() {
        root_.onlyKeys({"library", "aliases", "loops", "bound", "binders", "servers",
                        "static-macros", "default-loops", "applications", "accessors", "run",
                        "stop", "forks", "hand-overs", "threads", "thread-methods", "joins",
                        "operations"});
        root_.at("library").string();
        if (root_.has("aliases"))
            for (const auto& [space, others] : root_.at("aliases").members())
                aliases_[space] = others.strings();
        each("loops", &ModelReader::readLoop);
        each("bound", &ModelReader::readBound);
        each("binders", &ModelReader::readBinder);
        each("servers", &ModelReader::readServer);
        each("static-macros", &ModelReader::readMacro);
        each("hand-overs", &ModelReader::readHandOver);
        each("threads", &ModelReader::readThread);
        each("operations", &ModelReader::readOperation);
        readNames("thread-methods", models_.threadMethods_);
        readNames("joins", models_.joins_);
        readNames("default-loops", models_.defaultLoops_);
        readNames("applications", models_.applications_);
        readNames("accessors", models_.accessors_);
        readNames("run", models_.runs_);
        readNames("stop", models_.stops_);
        readNames("forks", models_.forks_);
    }

  private:
    /// `name` in each namespace the library lives in; itself if there are no aliases.
    std::vector<Name> spellings(const JsonPlace& place) const {
        const std::string name = place.string();
        if (name.empty()) place.fail("expected a name");
        std::vector<Name> names{Name(name)};
        for (const auto& [space, others] : aliases_)
            if (name.starts_with(space + "::"))
                for (const std::string& other : others)
                    names.push_back(Name(other + name.substr(space.size())));
        return names;
    }

    void each(const char* key, void (ModelReader::*reader)(const JsonPlace&)) {
        if (!root_.has(key)) return;
        for (const JsonPlace& element : root_.at(key).elements()) (this->*reader)(element);
    }

    void readNames(const char* key, std::unordered_map<Name, bool>& into) {
        if (root_.has(key)) readNames(root_.at(key), into);
    }
    void readNames(const JsonPlace& list, std::unordered_map<Name, bool>& into) {
        for (const JsonPlace& element : list.elements())
            for (Name name : spellings(element)) into[name] = true;
    }

    static std::vector<Name> methods(const JsonPlace& place, const char* key, Name type) {
        std::vector<Name> names;
        if (place.has(key))
            for (const std::string& method : place.at(key).strings())
                names.push_back(type + "::" + method);
        return names;
    }

    static std::string advice(const JsonPlace& place) {
        return place.has("advice") ? place.at("advice").string() : "";
    }

    void readLoop(const JsonPlace& place) {
        place.onlyKeys({"type", "run", "stop", "make"});
        if (place.has("make")) readNames(place.at("make"), models_.makes_);
        for (Name type : spellings(place.at("type"))) {
            const LoopType& loop = models_.loops_[type] = {type, methods(place, "run", type),
                                                           methods(place, "stop", type)};
            for (Name name : loop.run) models_.runs_[name] = true;
            for (Name name : loop.stop) models_.stops_[name] = true;
        }
    }

    void readBound(const JsonPlace& place) {
        place.onlyKeys({"types", "binds", "static", "needs-application", "operations",
                        "concurrent-only", "starts", "advice"});
        for (const JsonPlace& element : place.at("types").elements())
            for (Name type : spellings(element)) {
                BoundType bound{.type = type};
                readBinding(place.at("binds"), bound);
                bound.staticRule = staticRule(place.at("static"));
                bound.needsApplication =
                    place.has("needs-application") && place.at("needs-application").boolean();
                bound.starts = methods(place, "starts", type);
                bound.operations = methods(place, "operations", type);
                for (Name method : bound.operations)
                    models_.operations_[method] = {{Operand::kObject}, isConcurrentOnly(place)};
                bound.advice = advice(place);
                models_.bound_[type] = bound;
            }
    }

    static void readBinding(const JsonPlace& place, BoundType& bound) {
        if (place.isObject()) {
            place.onlyKeys({"argument"});
            bound.argument = place.at("argument").number();
            return;
        }
        const std::string text = place.isString() ? place.string() : "";
        if (text == "current")
            bound.binding = Binding::Current;
        else if (text == "thread")
            bound.binding = Binding::Thread;
        else if (text == "call")
            bound.binding = Binding::Call;
        else
            place.fail("expected {\"argument\": N}, \"current\", \"thread\" or \"call\"");
    }

    static StaticRule staticRule(const JsonPlace& place) {
        const std::string text = place.string();
        if (text == "never") return StaticRule::Never;
        if (text == "judged") return StaticRule::Judged;
        if (text == "allowed") return StaticRule::Allowed;
        place.fail("expected \"never\", \"judged\" or \"allowed\"");
    }

    void readBinder(const JsonPlace& place) {
        place.onlyKeys({"functions", "loop", "object", "advice"});
        for (const JsonPlace& element : place.at("functions").elements())
            for (Name function : spellings(element))
                models_.binders_[function] = {place.at("loop").number(),
                                              place.at("object").number(), advice(place)};
    }

    void readServer(const JsonPlace& place) {
        place.onlyKeys({"function", "application", "advice", "startup"});
        for (Name function : spellings(place.at("function"))) {
            Server& server =
                models_.servers_[function] = {place.at("application").number(), advice(place), {}};
            if (place.has("startup")) server.startup = startup(place.at("startup"));
        }
    }

    /// A number, or "object".
    static Operand operand(const JsonPlace& place) {
        if (!place.isString()) return {place.number()};
        if (place.string() != "object")
            place.fail("expected the index of an argument, or \"object\"");
        return {Operand::kObject};
    }

    void readHandOver(const JsonPlace& place) {
        place.onlyKeys({"functions", "loop", "callable"});
        for (const JsonPlace& element : place.at("functions").elements())
            for (Name function : spellings(element))
                models_.handOvers_[function] = {
                    operand(place.at("loop")), place.has("callable") ? operand(place.at("callable"))
                                                                     : Operand{Operand::kObject}};
    }

    void readThread(const JsonPlace& place) {
        place.onlyKeys({"functions", "callable", "pool"});
        for (const JsonPlace& element : place.at("functions").elements())
            for (Name function : spellings(element))
                models_.threadEntries_[function] = {
                    place.has("callable") ? operand(place.at("callable"))
                                          : Operand{Operand::kObject},
                    place.has("pool") && place.at("pool").boolean()};
    }

    static bool isConcurrentOnly(const JsonPlace& place) {
        return place.has("concurrent-only") && place.at("concurrent-only").boolean();
    }

    void readOperation(const JsonPlace& place) {
        place.onlyKeys({"functions", "object", "concurrent-only"});
        for (const JsonPlace& element : place.at("functions").elements())
            for (Name function : spellings(element))
                models_.operations_[function] = {operand(place.at("object")),
                                                 isConcurrentOnly(place)};
    }

    static Startup startup(const JsonPlace& place) {
        place.onlyKeys({"application", "entries", "handlers", "info", "handler", "access"});
        return {Name(place.at("application").string()), place.at("entries").string(),
                place.at("handlers").string(),          Name(place.at("info").string()),
                place.at("handler").string(),           place.at("access").string()};
    }

    void readMacro(const JsonPlace& place) {
        place.onlyKeys({"macro", "name", "allowed"});
        models_.staticMacros_[Name(place.at("macro").string())] = {
            place.at("name").number(), place.has("allowed") && place.at("allowed").boolean()};
    }

    Models& models_;
    JsonPlace root_;
    std::map<std::string, std::vector<std::string>> aliases_;
};

void Models::add(std::string_view json, const std::string& source) {
    const nlohmann::json document = parseJson(json, source);
    ModelReader(*this, JsonPlace(document, source)).read();
}

} // namespace looplint
