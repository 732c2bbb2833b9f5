#include "models/model.h"

#include "analysis/embedded.h"

#include <algorithm>

namespace looplint {

template <class Map>
static const typename Map::mapped_type* lookup(const Map& map, Name key) {
    auto entry = map.find(key);
    return entry == map.end() ? nullptr : &entry->second;
}

void Models::addEntry(Name function, Name thread) {
    mentioned_[function] = true;
    if (thread == Name("main")) {
        entries_[function] = {HomeKind::Main, {}};
        return;
    }
    entries_[function] = {HomeKind::Named, thread};
    namedHomes_[thread] = statedThreads_[thread] = true;
}
const Home* Models::entry(Name function) const { return lookup(entries_, function); }
/// The name that models know a field by: "sigaction::sa_handler". The anonymous unions and structs
/// that it stands in are left out.
static Name fieldName(const Entity& field) {
    const std::string& text = field.usr.str();
    std::string name;
    // "c:@N@ns@S@Record@Ua@FI@field": a kind, then the name; anonymous kinds have none.
    for (size_t at = text.find('@'); at != std::string::npos;) {
        const size_t end = text.find('@', at + 1);
        if (end == std::string::npos) break;
        const std::string kind = text.substr(at + 1, end - at - 1);
        at = end;
        if (kind != "N" && kind != "S" && kind != "FI") continue;
        const size_t stop = text.find('@', at + 1);
        if (!name.empty()) name += "::";
        name += text.substr(at + 1, stop == std::string::npos ? stop : stop - at - 1);
        at = stop;
    }
    return Name(name);
}

const LoopType* Models::loop(Name type) const { return lookup(loops_, type); }
const BoundType* Models::bound(Name type) const { return lookup(bound_, type); }
const Binder* Models::binder(Name function) const { return lookup(binders_, function); }
const Server* Models::server(Name function) const { return lookup(servers_, function); }
const StaticMacro* Models::staticMacro(Name macro) const { return lookup(staticMacros_, macro); }

const HandOver* Models::handOver(Name function) const { return lookup(handOvers_, function); }
const ThreadEntry* Models::threadEntry(Name function) const {
    return lookup(threadEntries_, function);
}
/// Whether a prefix is a type's name and "::".
static bool isScope(std::string_view prefix, Name type) {
    return prefix.size() == type.text().size() + 2 && prefix.starts_with(type.text()) &&
           prefix.ends_with("::");
}

const Operation* Models::operation(Name function, const BoundType* receiver) const {
    if (const Operation* exact = lookup(operations_, function)) return exact;
    if (threadSafe_.contains(function)) return nullptr;
    const std::string_view name = function.text();
    for (const auto& [prefix, operation] : operationPrefixes_) {
        if (!receiver && !prefix.empty() && !name.starts_with(prefix[0])) continue; // nearly all
        const bool isMeant =
            name.starts_with(prefix) || (receiver && isScope(prefix, receiver->type));
        if (isMeant) return isThreadSafeByPattern(function) ? nullptr : &operation;
    }
    return nullptr;
}
bool Models::isThreadSafe(Name function) const {
    return threadSafe_.contains(function) || isThreadSafeByPattern(function);
}
bool Models::isThreadSafeByPattern(Name function) const {
    const std::string_view name = function.text();
    return std::any_of(threadSafePatterns_.begin(), threadSafePatterns_.end(), [&](const auto& p) {
        return name.size() >= p.first.size() + p.second.size() && name.starts_with(p.first) &&
               name.ends_with(p.second);
    });
}
bool Models::isMainLoopByPattern(Name function) const {
    return std::any_of(
        mainLoopPatterns_.begin(), mainLoopPatterns_.end(),
        [&](const std::string& pattern) { return matchesStars(pattern, function.text()); });
}
const Operation* Models::listedOperation(Name function) const {
    return lookup(operations_, function);
}
const Operation* Models::construction(Name type) const { return lookup(constructions_, type); }
const Connection* Models::connection(Name function) const { return lookup(connections_, function); }
const Guard* Models::guard(Name function) const { return lookup(guards_, function); }
const Wait* Models::wait(Name function) const { return lookup(waits_, function); }
const Operand* Models::callsAtOnce(Name function) const { return lookup(calls_, function); }
const ThreadEntry* Models::threadField(const Value& field) const {
    if (!fieldNames_.contains(field.name)) return nullptr;
    return lookup(threadFields_, fieldName(field.entity));
}
bool Models::isAccessorField(const Value& field) const {
    return fieldNames_.contains(field.name) && accessorFields_.contains(fieldName(field.entity));
}
const SameLoop* Models::sameLoop(Name function) const { return lookup(sameLoops_, function); }
const FixWords* Models::fixWords(Name library) const { return lookup(fixWords_, library); }
Name Models::libraryOfRun(Name function) const {
    const Name* library = lookup(libraryOfRun_, function);
    return library ? *library : Name();
}

bool Models::isStrand(Name name) const {
    if (strands_.contains(name)) return true;
    if (strands_.empty()) return false;
    const size_t end = name.text().rfind("::");
    return end != std::string_view::npos && strands_.contains(Name(name.text().substr(0, end)));
}

void Models::noteMentioned() {
    const auto note = [&](const auto&... tables) {
        const auto noteAll = [&](const auto& table) {
            for (const auto& [name, entry] : table) mentioned_[name] = true;
        };
        (noteAll(tables), ...);
    };
    note(entries_, loops_, bound_, binders_, servers_, handOvers_, threadEntries_, calls_,
         sameLoops_, operations_, constructions_, connections_, guards_, waits_);
    note(threadMethods_, joins_, threadSafe_, signals_, moves_, threadOf_, currentThread_,
         sameThread_, children_, direct_, blocking_, queues_, locks_, frees_, starts_, detaches_);
    note(deletesAtHome_, deletesAll_, keeps_, handlers_, namedHomes_, coroutines_, coroutineLoops_,
         defaultLoops_, mainLoops_, threadLoops_, applications_);
    note(accessors_, runs_, stops_, makes_, forks_, revives_, strands_, deallocates_, anyHandles_);
    for (const Setup& setup : setups_)
        for (const auto* names : {&setup.functions, &setup.before})
            for (Name name : *names) mentioned_[name] = true;
}

Models Models::builtin() {
    Models models;
    for (const EmbeddedFile& file : embeddedFiles())
        if (file.name.ends_with(".json")) models.add(file.text, std::string(file.name));
    return models;
}

bool matchesStars(std::string_view pattern, std::string_view name) {
    size_t star = pattern.find('*');
    if (star == pattern.npos) return pattern == name;
    if (!name.starts_with(pattern.substr(0, star))) return false;
    size_t at = star;
    while (true) {
        pattern.remove_prefix(star + 1);
        star = pattern.find('*');
        if (star == pattern.npos)
            return name.size() >= at + pattern.size() && name.ends_with(pattern);
        const size_t found = name.find(pattern.substr(0, star), at);
        if (found == name.npos) return false;
        at = found + star;
    }
}

bool matches(const std::vector<Name>& patterns, Name name) {
    for (Name pattern : patterns) {
        const std::string& text = pattern.str();
        if (text.ends_with('*') ? name.str().starts_with(text.substr(0, text.size() - 1))
                                : name == pattern)
            return true;
    }
    return false;
}

} // namespace looplint
