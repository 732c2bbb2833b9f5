#include "preamble_orders.h"

#include <algorithm>

using llvm::StringRef;

namespace looplint {

/// The macros that are nothing but guards: all who define one are guarded by it.
static std::unordered_set<uint64_t> guardsOf(const std::vector<MacroMentions>& mentions) {
    std::unordered_set<uint64_t> guards;
    for (const MacroMentions& file : mentions)
        if (file.definitions.contains(file.guard)) guards.insert(file.guard);
    for (const MacroMentions& file : mentions)
        for (const auto& [name, texts] : file.definitions)
            if (name != file.guard) guards.erase(name);
    return guards;
}

/// For each file, all that it includes, directly or not.
static std::vector<std::vector<bool>> closures(const std::vector<Preamble::File>& files) {
    std::vector<std::vector<bool>> all(files.size(), std::vector<bool>(files.size()));
    for (uint32_t file = 0; file < files.size(); ++file) {
        std::vector<uint32_t> open{file};
        while (!open.empty()) {
            const uint32_t at = open.back();
            open.pop_back();
            for (uint32_t next : files[at].includes)
                if (!all[file][next]) all[file][next] = true, open.push_back(next);
        }
    }
    return all;
}

/// Whether a header belongs to the C or C++ library or the compiler. Among themselves they can be
/// included in any order: C 7.1.2, C++ [using.headers].
static bool isStandard(StringRef path) {
    if (path.contains("/include/c++/") || path.contains("/lib/clang/")) return true;
    if (path.contains("/c++/") && path.contains("-linux-gnu/")) return true;
    if (!path.consume_front("/usr/include/")) return false;
    if (const auto [triple, rest] = path.split('/'); triple.ends_with("-linux-gnu")) path = rest;
    const auto [folder, rest] = path.split('/');
    return rest.empty() || folder == "bits" || folder == "sys" || folder == "gnu" ||
           folder == "asm" || folder == "asm-generic" || folder == "linux" || folder == "net" ||
           folder == "netinet" || folder == "arpa";
}

namespace {

using Hashes = MacroMentions::Hashes;

/// What all files do with one macro.
struct Macro {
    uint64_t hash = 0;
    std::vector<uint32_t> files; // that mention or define it; ascending
    std::vector<uint32_t> definers;
    Hashes texts; // of the definitions that are not skipped
    bool isMentioned = false, areAlike = false, isDefinedByMany = false;
    bool isDefined = false; // in the end
};

class OrderFinder {
  public:
    OrderFinder(const PreambleMacros& macros, Preamble& preamble)
        : macros_(macros),
          mentions_(macros.mentions),
          preamble_(preamble),
          includes_(closures(preamble.files)) {}

    void run() {
        const Hashes guards = guardsOf(mentions_);
        for (const auto& [hash, macro] : collect())
            if (!guards.contains(hash)) find(macro);
        preamble_.orders.assign(orders_.begin(), orders_.end());
        preamble_.heirs.assign(heirs_.begin(), heirs_.end());
        preamble_.unsettled.assign(unsettled_.begin(), unsettled_.end());
    }

  private:
    std::unordered_map<uint64_t, Macro> collect() {
        std::unordered_map<uint64_t, Macro> all;
        for (const auto& entry : macros_.definers) {
            const uint64_t hash = identifierHash(entry.getKey());
            all[hash] = {.hash = hash, .definers = {entry.second.begin(), entry.second.end()}};
        }
        for (uint32_t file = 0; file < mentions_.size(); ++file) addFile(file, all);
        for (const auto& entry : macros_.definers) {
            Macro& macro = all.at(identifierHash(entry.getKey()));
            macro.areAlike = macro.texts.size() == 1 && !macros_.undefined.contains(entry.getKey());
            macro.isDefined = macros_.isDefined(entry.getKey());
        }
        return all;
    }

    void addFile(uint32_t file, std::unordered_map<uint64_t, Macro>& all) const {
        const auto add = [&](uint64_t name) -> Macro* {
            const auto known = all.find(name);
            if (known == all.end()) return nullptr;
            std::vector<uint32_t>& files = known->second.files;
            if (files.empty() || files.back() != file) files.push_back(file);
            return &known->second;
        };
        for (uint64_t name : mentions_[file].names)
            if (Macro* macro = add(name)) macro->isMentioned = true;
        for (const auto& [name, groups] : mentions_[file].inGroups)
            if (Macro* macro = add(name)) macro->isMentioned = true;
        for (const auto& [name, texts] : mentions_[file].definitions) add(name);
        for (const auto& [name, texts] : mentions_[file].active) {
            Macro* macro = add(name);
            if (!macro) continue;
            macro->isDefinedByMany = !macro->texts.empty();
            macro->texts.insert(texts.begin(), texts.end());
        }
    }

    /// Whether `user` may come before or after `definer`.
    bool isFree(uint32_t user, uint32_t definer) const {
        return definer == user || includes_[user][definer] ||
               (isStandard(preamble_.files[user].path) &&
                isStandard(preamble_.files[definer].path));
    }
    bool includesAny(uint32_t file, const std::vector<uint32_t>& others) const {
        return std::ranges::any_of(others, [&](uint32_t other) { return includes_[file][other]; });
    }

    /// Whether it makes no difference to `file` if another one has defined the macro before it
    /// does.
    bool isAlike(uint32_t index, const Macro& macro) const {
        const MacroMentions& file = mentions_[index];
        const bool decides = file.deciding.contains(macro.hash);
        if (file.active.contains(macro.hash))
            return macro.texts.size() < 2 && !(macro.isDefinedByMany && decides);
        const auto texts = file.definitions.find(macro.hash);
        if (texts == file.definitions.end() || decides) return false;
        Hashes all = macro.texts;
        all.insert(texts->second.begin(), texts->second.end());
        return all.size() < 2;
    }

    /// Those who would define it if none had done so before.
    std::vector<Preamble::Heir> heirsOf(const Macro& macro) const {
        std::vector<Preamble::Heir> heirs;
        for (uint32_t file : macro.files)
            if (mentions_[file].definitions.contains(macro.hash) &&
                mentions_[file].mentions(macro.hash) &&
                !mentions_[file].active.contains(macro.hash) && !includesAny(file, macro.definers))
                heirs.push_back({file, macro.definers, {}});
        return heirs;
    }

    bool isUser(uint32_t file, const Macro& macro) const {
        // Where all define it alike, it does not matter who does.
        if (mentions_[file].definitions.contains(macro.hash))
            return macro.isMentioned && !isAlike(file, macro);
        return mentions_[file].mentions(macro.hash);
    }

    void find(const Macro& macro) {
        if (!macro.isDefined || (!macro.isMentioned && macro.texts.size() > 1))
            unsettled_.insert(macro.hash);
        std::vector<Preamble::Heir> heirs = heirsOf(macro);
        for (uint32_t user : macro.files) {
            if (!isUser(user, macro)) continue;
            if (macro.texts.size() < 2 && includesAny(user, macro.definers)) continue;
            if (mentions_[user].mentionsInGroupsOnly(macro.hash))
                unsettle(user, macro, heirs);
            else
                addOrders(user, macro, heirs);
        }
        for (Preamble::Heir& heir : heirs)
            if (!heir.users.empty()) heirs_.insert(std::move(heir));
    }

    /// In another order the macros of the groups that mention it could come out differently.
    void unsettle(uint32_t user, const Macro& macro, const std::vector<Preamble::Heir>& heirs) {
        const auto isOther = [&](uint32_t file) { return !isFree(user, file); };
        if (std::ranges::none_of(macro.definers, isOther) &&
            std::ranges::none_of(heirs, isOther, &Preamble::Heir::heir))
            return;
        for (size_t group : mentions_[user].inGroups.at(macro.hash))
            for (const std::string& name : mentions_[user].groups[group].macros)
                unsettled_.insert(identifierHash(name));
    }

    void addOrders(uint32_t user, const Macro& macro, std::vector<Preamble::Heir>& heirs) {
        std::vector<uint32_t> anyOf; // of which one is enough: none is still open when it ends
        for (uint32_t definer : macro.definers) {
            if (isFree(user, definer)) continue;
            if (macro.areAlike && !includes_[definer][user] &&
                !isStandard(preamble_.files[user].path))
                anyOf.push_back(definer);
            else
                orders_.insert({user, {definer}});
        }
        // That some definer comes first is asked for anyhow: who else does so alike is welcome.
        const bool isAfterOne = !anyOf.empty() && anyOf.front() < user;
        for (Preamble::Heir& heir : heirs) {
            if (isFree(user, heir.heir)) continue;
            if (!macro.areAlike)
                orders_.insert({user, {heir.heir}});
            else if (!isAfterOne || !isAlike(heir.heir, macro))
                heir.users.push_back(user);
        }
        if (!anyOf.empty()) orders_.insert({user, std::move(anyOf)});
    }

    const PreambleMacros& macros_;
    const std::vector<MacroMentions>& mentions_;
    Preamble& preamble_;
    std::vector<std::vector<bool>> includes_; // also through others
    std::set<Preamble::Order> orders_;
    std::set<Preamble::Heir> heirs_;
    std::set<uint64_t> unsettled_;
};

} // namespace

void findOrders(const PreambleMacros& macros, Preamble& preamble) {
    OrderFinder(macros, preamble).run();
}

} // namespace looplint
