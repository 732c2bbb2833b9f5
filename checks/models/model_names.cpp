#include "models/model_names.h"

#include <map>

namespace looplint {

namespace {

class NameWalk {
  public:
    explicit NameWalk(const JsonPlace& model) : model_(model) {
        if (model.has("aliases"))
            for (const auto& [space, others] : model.at("aliases").members())
                aliases_[space] = others.strings();
    }

    std::vector<ModelName> walk() {
        for (const char* list : {"accessors",
                                 "any-handles",
                                 "applications",
                                 "blocking",
                                 "coroutines",
                                 "coroutine-loops",
                                 "current-thread",
                                 "deallocates",
                                 "default-loops",
                                 "deletes-all",
                                 "deletes-at-home",
                                 "detaches",
                                 "direct",
                                 "forks",
                                 "frees",
                                 "joins",
                                 "keeps",
                                 "locks",
                                 "main-loops",
                                 "moves",
                                 "run",
                                 "revives",
                                 "same-thread",
                                 "children",
                                 "signals",
                                 "stop",
                                 "thread-loops",
                                 "thread-methods",
                                 "thread-of",
                                 "thread-safe"})
            addList(model_, list);
        for (const char* kind : {"binders", "calls", "connections", "guards", "hand-overs",
                                 "operations", "same-loop", "setups", "threads", "waits"})
            each(kind, [this](const JsonPlace& entry) { addCalls(entry); });
        each("loops", [this](const JsonPlace& entry) { addLoop(entry); });
        each("bound", [this](const JsonPlace& entry) { addBound(entry); });
        each("servers", [this](const JsonPlace& entry) { addServer(entry); });
        each("static-macros", [this](const JsonPlace& entry) { add(entry.at("macro")); });
        return std::move(names_);
    }

  private:
    template <class F>
    void each(const char* key, F use) {
        if (!model_.has(key)) return;
        for (const JsonPlace& entry : model_.at(key).elements()) use(entry);
    }

    void add(const std::string& name, const JsonPlace& place) {
        ModelName found{{name}, place};
        for (const auto& [space, others] : aliases_)
            if (name.starts_with(space + "::"))
                for (const std::string& other : others)
                    found.spellings.push_back(other + name.substr(space.size()));
        names_.push_back(std::move(found));
    }
    void add(const JsonPlace& place) { add(place.string(), place); }

    void addList(const JsonPlace& in, const char* key) {
        if (!in.has(key)) return;
        for (const JsonPlace& name : in.at(key).elements()) add(name);
    }

    void addMethods(const JsonPlace& in, const char* key, const std::string& type) {
        if (!in.has(key)) return;
        for (const JsonPlace& name : in.at(key).elements()) add(type + "::" + name.string(), name);
    }

    void addHome(const JsonPlace& in) {
        if (!in.has("home")) return;
        const std::string home = in.at("home").string();
        if (home != "main" && home != "library") add(in.at("home"));
    }

    void addCalls(const JsonPlace& entry) {
        for (const char* list : {"functions", "before", "unless-called"}) addList(entry, list);
        addHome(entry);
        if (!entry.has("loops")) return;
        for (const auto& [literal, loop] : entry.at("loops").members()) {
            add(literal, loop);
            add(loop);
        }
    }

    void addLoop(const JsonPlace& entry) {
        add(entry.at("type"));
        for (const char* methods : {"run", "stop", "start", "join"})
            addMethods(entry, methods, entry.at("type").string());
        addList(entry, "make");
    }

    void addBound(const JsonPlace& entry) {
        addList(entry, "unless-called");
        addHome(entry);
        for (const JsonPlace& type : entry.at("types").elements()) {
            add(type);
            for (const char* methods : {"handlers", "operations", "starts", "thread-safe"})
                addMethods(entry, methods, type.string());
        }
    }

    void addServer(const JsonPlace& entry) {
        add(entry.at("function"));
        if (!entry.has("startup")) return;
        const JsonPlace startup = entry.at("startup");
        add(startup.at("application"));
        add(startup.at("info"));
    }

    const JsonPlace& model_;
    std::map<std::string, std::vector<std::string>> aliases_;
    std::vector<ModelName> names_;
};

} // namespace

std::vector<ModelName> namesOf(const JsonPlace& model) { return NameWalk(model).walk(); }

} // namespace looplint
