// Reads a model and checks its schema: every member is known, of the right form, and every
// method list belongs to a type. The schema is this file; models/*.json are its examples.

#include "analysis/json_format.h"
#include "models/model_parts.h"

#include <algorithm>

namespace looplint {

// clang-format off
static constexpr std::initializer_list<std::string_view> kSections = {
    "library", "aliases", "loops", "bound", "binders", "servers", "static-macros",
    "default-loops", "main-loops", "thread-loops", "applications", "accessors", "run", "stop",
    "forks", "hand-overs", "threads", "thread-methods", "joins", "operations", "thread-safe",
    "connections", "guards", "waits", "signals", "moves", "thread-of", "current-thread",
    "same-thread", "direct",
    "blocking", "queues", "locks", "frees", "detaches", "deletes-at-home", "deletes-all", "keeps",
    "setups", "calls", "deallocates", "same-loop", "any-handles", "accessor-fields", "children", "coroutines",
    "coroutine-loops", "revives", "strands", "fixes"};
// clang-format on

class ModelReader {
  public:
    ModelReader(Models& models, const JsonPlace& root) : models_(models), root_(root) {}

    void read() {
        root_.onlyKeys(kSections);
        library_ = root_.at("library").string();
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
        each("connections", &ModelReader::readConnection);
        each("guards", &ModelReader::readGuard);
        each("waits", &ModelReader::readWait);
        each("setups", &ModelReader::readSetup);
        each("calls", &ModelReader::readCall);
        each("same-loop", &ModelReader::readSameLoop);
        if (root_.has("fixes")) readFixes(root_.at("fixes"));
        readLists();
        for (const auto& [field, isIn] : models_.accessorFields_) noteField(field);
        eachName("thread-safe", &ModelReader::addThreadSafe);
        eachName("main-loops", &ModelReader::addMainLoop);
        eachName("run", &ModelReader::addRun);
    }

  private:
    /// The sections that are lists of names, and nothing more.
    void readLists() {
        // clang-format off
        const std::pair<const char*, std::unordered_map<Name, bool>*> lists[] = {
            {"signals", &models_.signals_}, {"moves", &models_.moves_},
            {"thread-of", &models_.threadOf_}, {"current-thread", &models_.currentThread_},
            {"same-thread", &models_.sameThread_}, {"children", &models_.children_},
            {"direct", &models_.direct_}, {"coroutines", &models_.coroutines_},
            {"coroutine-loops", &models_.coroutineLoops_}, {"blocking", &models_.blocking_},
            {"queues", &models_.queues_}, {"locks", &models_.locks_}, {"frees", &models_.frees_},
            {"detaches", &models_.detaches_}, {"deallocates", &models_.deallocates_},
            {"any-handles", &models_.anyHandles_}, {"accessor-fields", &models_.accessorFields_},
            {"deletes-at-home", &models_.deletesAtHome_}, {"deletes-all", &models_.deletesAll_},
            {"keeps", &models_.keeps_}, {"thread-methods", &models_.threadMethods_},
            {"joins", &models_.joins_}, {"default-loops", &models_.defaultLoops_},
            {"thread-loops", &models_.threadLoops_}, {"applications", &models_.applications_},
            {"accessors", &models_.accessors_}, {"stop", &models_.stops_},
            {"forks", &models_.forks_}, {"revives", &models_.revives_}, {"strands", &models_.strands_}};
        // clang-format on
        for (const auto& [key, into] : lists) readNames(key, *into);
    }

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

    void eachName(const char* key, void (ModelReader::*add)(Name)) {
        if (root_.has(key))
            for (Name name : names(root_.at(key))) (this->*add)(name);
    }

    void readNames(const char* key, std::unordered_map<Name, bool>& into) {
        if (root_.has(key)) readNames(root_.at(key), into);
    }
    void readNames(const JsonPlace& list, std::unordered_map<Name, bool>& into) {
        for (const JsonPlace& element : list.elements())
            for (Name name : spellings(element)) into[name] = true;
    }

    std::vector<Name> names(const JsonPlace& list) const {
        std::vector<Name> all;
        for (const JsonPlace& element : list.elements())
            for (Name name : spellings(element)) all.push_back(name);
        return all;
    }
    void addRun(Name function) {
        models_.runs_[function] = true;
        models_.libraryOfRun_[function] = Name(library_);
    }
    /// A name, or a pattern with one star: "gtk_*_get_type".
    void addThreadSafe(Name function) {
        const std::string& text = function.str();
        const size_t star = text.find('*');
        if (star == text.npos)
            models_.threadSafe_[function] = true;
        else
            models_.threadSafePatterns_.emplace_back(text.substr(0, star), text.substr(star + 1));
    }
    /// A name, or a pattern with stars: "Gtk::*::signal_*".
    void addMainLoop(Name function) {
        const std::string& text = function.str();
        if (text.find('*') == text.npos) {
            models_.defaultLoops_[function] = models_.mainLoops_[function] = true;
            return;
        }
        models_.mainLoopPatterns_.push_back(text);
    }

    void readLoop(const JsonPlace& place) {
        place.onlyKeys(
            {"type", "run", "stop", "make", "own-thread", "pool", "endless", "start", "join"});
        if (place.has("make")) readNames(place.at("make"), models_.makes_);
        for (Name type : spellings(place.at("type"))) {
            const LoopType& loop = models_.loops_[type] = {type,
                                                           methods(place, "run", type),
                                                           methods(place, "stop", type),
                                                           flag(place, "own-thread"),
                                                           flag(place, "pool"),
                                                           flag(place, "endless"),
                                                           Name(library_)};
            for (Name name : loop.run) addRun(name);
            for (Name name : loop.stop) models_.stops_[name] = true;
            for (Name name : methods(place, "start", type)) models_.starts_[name] = true;
            for (Name name : methods(place, "join", type)) models_.joins_[name] = true;
        }
    }

    /// "bound" (what there is no word for), "main", "library", or a function that yields the loop.
    Home home(const JsonPlace& place, const char* key = "home") {
        if (!place.has(key)) return {};
        const std::string text = place.at(key).string();
        if (text == "main") return {HomeKind::Main, {}};
        if (text == "library") return {HomeKind::Library, Name(library_)};
        models_.namedHomes_[Name(text)] = true;
        return {HomeKind::Named, Name(text)};
    }

    void readFixes(const JsonPlace& place) {
        place.onlyKeys({"hand-over", "delete"});
        const auto text = [&](const char* key) {
            return place.has(key) ? place.at(key).string() : std::string();
        };
        models_.fixWords_[Name(library_)] = {Name(library_), text("hand-over"), text("delete")};
    }

    void readBound(const JsonPlace& place) {
        place.onlyKeys({"types", "binds", "static", "needs-application", "operations",
                        "thread-safe", "concurrent-only", "starts", "handlers", "advice", "home",
                        "parent", "shard-bound", "unless-called", "needs-loop"});
        for (const JsonPlace& element : place.at("types").elements())
            for (Name type : spellings(element)) {
                BoundType bound;
                bound.type = type;
                bound.home = home(place);
                const bool isAtHome = bound.home.kind != HomeKind::Bound; // wherever it is built
                bound.binding = Binding::Call;
                bound.staticRule = StaticRule::Allowed;
                if (!isAtHome || place.has("binds")) readBinding(place.at("binds"), bound);
                if (!isAtHome || place.has("static"))
                    bound.staticRule = staticRule(place.at("static"));
                bound.needsApplication = flag(place, "needs-application");
                bound.starts = methods(place, "starts", type);
                for (Name method : methods(place, "handlers", type))
                    models_.handlers_[method] = true;
                bound.operations = methods(place, "operations", type);
                bound.hasParent = flag(place, "parent");
                bound.isShardBound = flag(place, "shard-bound");
                bound.needsLoop = flag(place, "needs-loop");
                bound.library = Name(library_);
                bound.advice = advice(place);
                readOperations(place, bound);
                for (Name method : methods(place, "thread-safe", type)) addThreadSafe(method);
                models_.bound_[type] = bound;
            }
    }

    void readOperations(const JsonPlace& place, const BoundType& bound) {
        const Operation operation{
            {Operand::kObject}, flag(place, "concurrent-only"), bound.home, unlessCalled(place)};
        for (Name method : bound.operations) addOperation(method, operation);
        if (bound.home.kind == HomeKind::Bound || bound.operations.empty()) return;
        models_.constructions_[bound.type] = operation;
        models_.constructions_[bound.type].object = {Operand::kNone};
    }
    std::vector<Name> unlessCalled(const JsonPlace& place) const {
        return place.has("unless-called") ? names(place.at("unless-called")) : std::vector<Name>{};
    }

    void addOperation(Name function, const Operation& operation) {
        const std::string& text = function.str();
        if (!text.ends_with('*')) {
            models_.operations_[function] = operation;
            return;
        }
        auto& prefixes = models_.operationPrefixes_;
        const std::string prefix = text.substr(0, text.size() - 1);
        const auto isShorter = [&](const auto& other) {
            return other.first.size() < prefix.size();
        };
        prefixes.emplace(std::find_if(prefixes.begin(), prefixes.end(), isShorter), prefix,
                         operation);
    }

    void readBinder(const JsonPlace& place) {
        place.onlyKeys({"functions", "loop", "object", "advice", "flags"});
        for (const JsonPlace& element : place.at("functions").elements())
            for (Name function : spellings(element))
                models_.binders_[function] = {operand(place.at("loop")),
                                              operand(place.at("object")), advice(place),
                                              operand(place, "flags", Operand::kNone)};
    }

    void readServer(const JsonPlace& place) {
        place.onlyKeys({"function", "application", "advice", "startup"});
        for (Name function : spellings(place.at("function"))) {
            Server& server =
                models_.servers_[function] = {place.at("application").number(), advice(place), {}};
            if (place.has("startup")) server.startup = startup(place.at("startup"));
        }
    }

    void readHandOver(const JsonPlace& place) {
        place.onlyKeys({"functions", "loop", "home", "callable", "waits", "crosses-shards"});
        if (!place.has("loop") && !place.has("home")) place.fail("expected \"loop\" or \"home\"");
        const HandOver over{operand(place, "loop", Operand::kNone), home(place),
                            operand(place, "callable", Operand::kObject), flag(place, "waits"),
                            flag(place, "crosses-shards")};
        for (Name function : names(place.at("functions"))) models_.handOvers_[function] = over;
    }

    void readThread(const JsonPlace& place) {
        place.onlyKeys({"functions", "fields", "callable", "pool", "where", "kept", "deletes"});
        const ThreadEntry entry{operand(place, "callable", Operand::kObject), flag(place, "pool"),
                                flag(place, "kept"), flag(place, "deletes"),
                                place.has("where") ? place.at("where").string() : std::string()};
        if (place.has("functions") || !place.has("fields"))
            for (Name function : names(place.at("functions")))
                models_.threadEntries_[function] = entry;
        if (place.has("fields"))
            for (Name field : names(place.at("fields"))) {
                models_.threadFields_[field] = entry;
                noteField(field);
            }
    }

    void noteField(Name field) {
        models_.fieldNames_[Name(field.str().substr(field.str().rfind(':') + 1))] = true;
    }

    void readCall(const JsonPlace& place) {
        place.onlyKeys({"functions", "callable"});
        for (Name function : names(place.at("functions")))
            models_.calls_[function] = operand(place, "callable", Operand::kObject);
    }

    void readSameLoop(const JsonPlace& place) {
        place.onlyKeys({"functions", "objects", "advice"});
        SameLoop same{{}, advice(place)};
        for (const JsonPlace& object : place.at("objects").elements())
            same.objects.push_back(operand(object));
        if (same.objects.size() < 2) place.at("objects").fail("expected two operands or more");
        for (Name function : names(place.at("functions"))) models_.sameLoops_[function] = same;
    }

    void readOperation(const JsonPlace& place) {
        place.onlyKeys({"functions", "object", "concurrent-only", "home", "unless-called",
                        "and-flag", "if-callable"});
        const Operation operation{operand(place, "object", Operand::kNone),
                                  flag(place, "concurrent-only"),
                                  home(place),
                                  unlessCalled(place),
                                  flag(place, "if-callable"),
                                  place.has("and-flag") ? Name(place.at("and-flag").string())
                                                        : Name()};
        if (operation.object.isNone() && operation.home.kind == HomeKind::Bound)
            place.fail("expected \"object\" or \"home\"");
        for (Name function : names(place.at("functions"))) addOperation(function, operation);
    }

    void readConnection(const JsonPlace& place) {
        place.onlyKeys({"functions", "signal", "receiver", "slot"});
        for (Name function : names(place.at("functions")))
            models_.connections_[function] = {place.at("signal").number(),
                                              place.at("receiver").number(),
                                              place.at("slot").number()};
    }

    void readGuard(const JsonPlace& place) {
        place.onlyKeys({"functions", "object", "loops", "assert"});
        Guard guard{operand(place, "object", Operand::kNone), {}, flag(place, "assert")};
        if (place.has("loops"))
            for (const auto& [literal, loop] : place.at("loops").members()) {
                guard.loops[Name(literal)] = Name(loop.string());
                models_.namedHomes_[Name(loop.string())] = true;
            }
        for (Name function : names(place.at("functions"))) models_.guards_[function] = guard;
    }

    void readWait(const JsonPlace& place) {
        place.onlyKeys({"functions", "object", "for-loop", "unless-callable"});
        for (Name function : names(place.at("functions")))
            models_.waits_[function] = {operand(place.at("object")), flag(place, "for-loop"),
                                        flag(place, "unless-callable")};
    }

    void readSetup(const JsonPlace& place) {
        place.onlyKeys({"functions", "before", "advice"});
        models_.setups_.push_back(
            {names(place.at("functions")), names(place.at("before")), advice(place)});
    }

    void readMacro(const JsonPlace& place) {
        place.onlyKeys({"macro", "name", "allowed"});
        models_.staticMacros_[Name(place.at("macro").string())] = {place.at("name").number(),
                                                                   flag(place, "allowed")};
    }

    Models& models_;
    JsonPlace root_;
    std::string library_;
    std::map<std::string, std::vector<std::string>> aliases_;
};

void Models::add(std::string_view json, const std::string& source) {
    const nlohmann::json document = parseJson(json, source);
    ModelReader(*this, JsonPlace(document, source)).read();
    noteMentioned();
}

} // namespace looplint
