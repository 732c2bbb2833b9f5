#pragma once
// Models: what looplint knows of a library, as data. One JSON file per library; users add their
// own. A model speaks of canonical names (see match/names.h); `aliases` lists the namespaces in
// which the same library also lives.

#include "analysis/name.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace looplint {

/// How an object gets its loop.
enum class Binding {
    Argument, // the constructor's argument `argument`
    Current,  // the loop that is current (or the thread's default) at construction
    Thread,   // the thread at construction
    Call      // a binder, called later
};

/// Whether objects of a type may have static storage duration.
enum class StaticRule {
    Never,  // no: they are bound before any loop runs, and die after it
    Judged, // it depends on the loop they are bound to and what the program does with it
    Allowed
};

/// A type whose objects are event loops.
struct LoopType {
    Name type;
    std::vector<Name> run;  // canonical names of the methods that run it
    std::vector<Name> stop; // … that make run() return with work left
};

/// A type whose objects belong to one loop.
struct BoundType {
    Name type;
    Binding binding = Binding::Argument;
    uint32_t argument = 0;
    StaticRule staticRule = StaticRule::Judged;
    bool needsApplication = false;
    std::vector<Name> operations; // methods that may only run on the loop's thread
    std::vector<Name> starts; // methods that leave work pending on the loop; `x_*` matches a prefix
    std::string advice;       // the hint of findings: what to do instead
};

/// A function that binds an object to a loop: uv_timer_init(loop, handle).
struct Binder {
    uint32_t loop = 0;
    uint32_t object = 0;
    std::string advice;
};

/// How the programs of a server make what they share when the server starts: the words that a fix
/// is written in. `{type}`, `{key}` and `{info}` stand for the object's type, its key, and the
/// handler's parameter.
struct Startup {
    Name application;     // the type of the application object
    std::string entries;  // its member with what handlers share
    std::string handlers; // its member with the startup handlers
    Name info;            // the type by which handlers see `entries`
    std::string handler;  // the text of a startup handler called create_{key}
    std::string access;   // the text of an access to an entry
};

/// A function that makes a loop of its own and runs an application on it.
struct Server {
    uint32_t application = 0; // the argument that reaches the handlers
    std::string advice;
    std::optional<Startup> startup;
};

/// Which argument of a call: an index, or the object of a member call.
struct Operand {
    static constexpr uint32_t kObject = UINT32_MAX;
    uint32_t index = 0;
    bool isObject() const { return index == kObject; }
};

/// A call on a loop-bound object that may only happen on its loop's thread.
struct Operation {
    Operand object;
    bool isConcurrentOnly = false; // wrong only if the loop's thread uses the object too
};

/// A call that makes a callable run on a loop: asio::post(loop, f), uv_timer_start(handle, f).
struct HandOver {
    Operand loop;     // the loop, or an object that is bound to it
    Operand callable; // `kObject`: every argument that is a callable
};

/// A call that makes a callable run in a thread of its own.
struct ThreadEntry {
    Operand callable;
    bool isPool = false; // in some thread of a pool
};

/// A macro that makes a static object: Q_GLOBAL_STATIC(Type, name).
struct StaticMacro {
    uint32_t nameArgument = 1;
    bool allowed = false;
};

/// Everything that is known, of all libraries. Lookups take canonical names as facts have them.
class Models {
  public:
    /// The models that looplint comes with.
    static Models builtin();
    /// Adds a model. Throws FormatError naming `source`, the path in it and what was expected.
    void add(std::string_view json, const std::string& source);

    const LoopType* loop(Name type) const;
    const BoundType* bound(Name type) const;
    const Binder* binder(Name function) const;
    const Server* server(Name function) const;
    const StaticMacro* staticMacro(Name macro) const;
    const HandOver* handOver(Name function) const;
    const ThreadEntry* threadEntry(Name function) const;
    /// Null if the function may be called from anywhere, or is not known.
    const Operation* operation(Name function) const;
    /// Whether overrides of `method` run in a thread of their own: QThread::run.
    bool isThreadMethod(Name method) const { return threadMethods_.contains(method); }
    bool joins(Name function) const { return joins_.contains(function); }
    bool isDefaultLoop(Name function) const { return defaultLoops_.contains(function); }
    bool isApplication(Name type) const { return applications_.contains(type); }
    /// Whether `function` yields the loop of its object or first argument (get_executor).
    bool isAccessor(Name function) const { return accessors_.contains(function); }
    /// Whether `function` runs (stops) the loop it is called on, or that is its first argument.
    bool runsLoop(Name function) const { return runs_.contains(function); }
    bool stopsLoop(Name function) const { return stops_.contains(function); }
    /// Whether `function` makes a loop in its first argument: uv_loop_init.
    bool makesLoop(Name function) const { return makes_.contains(function); }
    /// All servers that say how their programs start up, by function.
    const std::unordered_map<Name, Server>& servers() const { return servers_; }
    /// Whether the program becomes another process here: loops made before do not survive.
    bool forks(Name function) const { return forks_.contains(function); }

  private:
    friend class ModelReader;
    template <class T>
    using Table = std::unordered_map<Name, T>;

    Table<LoopType> loops_;
    Table<BoundType> bound_;
    Table<Binder> binders_;
    Table<Server> servers_;
    Table<StaticMacro> staticMacros_;
    Table<HandOver> handOvers_;
    Table<ThreadEntry> threadEntries_;
    Table<Operation> operations_;
    Table<bool> threadMethods_, joins_;
    Table<bool> defaultLoops_, applications_, accessors_, runs_, stops_, makes_, forks_;
};

/// Whether `name` is one of `patterns`: a full canonical name, or a prefix that ends in '*'.
bool matches(const std::vector<Name>& patterns, Name name);

} // namespace looplint
