#pragma once
// Models: what looplint knows of a library, as data. One JSON file per library; users add their
// own. A model speaks of canonical names (see match/names.h); `aliases` lists the namespaces in
// which the same library also lives.

#include "analysis/value.h"
#include "models/vocabulary.h"

#include <string_view>
#include <unordered_map>

namespace looplint {

/// Everything that is known, of all libraries. Lookups take canonical names as facts have them.
class Models {
  public:
    /// The models that looplint comes with.
    static Models builtin();
    /// Adds a model. Throws FormatError naming `source`, the path in it and what was expected.
    void add(std::string_view json, const std::string& source);

    /// States that a function of the program is entered on a thread: "main", or any name.
    void addEntry(Name function, Name thread);

    /// Where a function of the program is entered, as the project states; null if it does not.
    const Home* entry(Name function) const;
    /// Whether the project names a thread so.
    bool isStatedThread(Name name) const { return statedThreads_.contains(name); }
    /// Whether any model speaks of this name, in whatever section: a function or a type. What it
    /// says of a type's functions it says of the type.
    bool mentions(Name name) const {
        return mentioned_.contains(name) || operation(name) || isMainLoopByPattern(name);
    }
    const LoopType* loop(Name type) const;
    const BoundType* bound(Name type) const;
    const Binder* binder(Name function) const;
    const Server* server(Name function) const;
    const StaticMacro* staticMacro(Name macro) const;
    const HandOver* handOver(Name function) const;
    const ThreadEntry* threadEntry(Name function) const;
    /// Null if the function may be called from anywhere, or is not known. `receiver`: the bound
    /// type of the object of a member call, if it has one: its model may speak of all methods.
    const Operation* operation(Name function, const BoundType* receiver = nullptr) const;
    /// The operation that a model lists by the function's full name; null if there is none.
    const Operation* listedOperation(Name function) const;
    /// Building an object of this type, if only one thread may.
    const Operation* construction(Name type) const;
    /// Whether a library calls overrides of this method of a bound type at home.
    bool isHandler(Name method) const { return handlers_.contains(method); }
    const Connection* connection(Name function) const;
    const Guard* guard(Name function) const;
    const Wait* wait(Name function) const;
    /// The callable that a function calls before it returns, here: uv_walk; null if it calls none.
    const Operand* callsAtOnce(Name function) const;
    /// A field whose value is called in a thread of its own, or as if: sigaction::sa_handler.
    const ThreadEntry* threadField(const Value& field) const;
    /// A field that holds the loop of its object: uv_handle_t::loop.
    bool isAccessorField(const Value& field) const;
    /// The operands of a function that must be bound to one loop; null if there are none.
    const SameLoop* sameLoop(Name function) const;
    /// The words of a library for fixes; null if it has none.
    const FixWords* fixWords(Name library) const;
    /// Whether a type stands for any handle of its library: uv_stream_t, uv_handle_t.
    bool isAnyHandle(Name type) const { return anyHandles_.contains(type); }
    /// Whether a function gives memory back, and what was in it is gone: free().
    bool deallocates(Name function) const { return deallocates_.contains(function); }
    /// Whether what `function` is called on (argument 0 or the object) lets a Wait for it return.
    bool signals(Name function) const { return signals_.contains(function); }
    /// The object (argument 0 or the object) moves to the thread in the next argument.
    bool movesToThread(Name function) const { return moves_.contains(function); }
    bool yieldsThread(Name function) const { return threadOf_.contains(function); }
    bool isCurrentThread(Name function) const { return currentThread_.contains(function); }
    /// Whether a function makes an object of the thread that calls it: nextPendingConnection().
    bool makesChild(Name function) const { return children_.contains(function); }
    /// Whether a function tells if its two arguments are the same thread: pthread_equal().
    bool comparesThreads(Name function) const { return sameThread_.contains(function); }
    /// Coroutines of this type go on in their own loop after each await.
    bool isCoroutine(Name type) const { return coroutines_.contains(type); }
    /// What a coroutine awaits to get its own loop: asio::this_coro::executor.
    bool isCoroutineLoop(Name type) const { return coroutineLoops_.contains(type); }
    bool isDirect(Name argument) const { return direct_.contains(argument); }
    bool isBlocking(Name argument) const { return blocking_.contains(argument); }
    /// A hand-over that never runs its callable before it returns, or an argument that says so.
    bool queues(Name name) const { return queues_.contains(name); }
    bool isLock(Name type) const { return locks_.contains(type); }
    /// Whether this is a type that keeps its handlers from running at the same time, a method of
    /// one, or a function that gives a handler its executor: asio::strand, asio::bind_executor.
    bool isStrand(Name name) const;
    /// Whether the function frees (closes) the object or loop in its first argument.
    bool frees(Name function) const { return frees_.contains(function); }
    /// Whether the function says that an object is not deleted by what runs it.
    bool keeps(Name function) const { return keeps_.contains(function); }
    /// Whether the function deletes what its first argument holds: qDeleteAll.
    bool deletesAll(Name function) const { return deletesAll_.contains(function); }
    bool startsThread(Name function) const { return starts_.contains(function); }
    bool detaches(Name function) const { return detaches_.contains(function); }
    /// Deletes its object on the object's own thread: QObject::deleteLater.
    bool deletesAtHome(Name function) const { return deletesAtHome_.contains(function); }
    const std::vector<Setup>& setups() const { return setups_; }
    /// Whether a model names the loop that this function yields as a home: it has its own thread.
    bool isNamedHome(Name function) const { return namedHomes_.contains(function); }
    /// The library of a function that runs a loop.
    Name libraryOfRun(Name function) const;
    /// Whether overrides of `method` run in a thread of their own: QThread::run.
    bool isThreadMethod(Name method) const { return threadMethods_.contains(method); }
    bool joins(Name function) const { return joins_.contains(function); }
    bool isDefaultLoop(Name function) const {
        return defaultLoops_.contains(function) || isMainLoopByPattern(function);
    }
    /// A default loop that the main thread runs: g_main_context_default, qApp, a widget's signal.
    bool isMainLoop(Name function) const {
        return mainLoops_.contains(function) || isMainLoopByPattern(function);
    }
    /// Yields the loop of the calling thread, and may make one: uWS::Loop::get.
    bool isThreadLoop(Name function) const { return threadLoops_.contains(function); }
    /// Whether a function may be called anywhere, as a model says; `X::~X`: an X may die anywhere.
    bool isThreadSafe(Name function) const;
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
    /// Whether the function makes a loop fit for the child of a fork: uv_loop_fork.
    bool revives(Name function) const { return revives_.contains(function); }

  private:
    friend class ModelReader;
    void noteMentioned();
    bool isThreadSafeByPattern(Name function) const;
    bool isMainLoopByPattern(Name function) const;
    template <class T>
    using Table = std::unordered_map<Name, T>;

    Table<Home> entries_;
    Table<bool> statedThreads_;
    Table<LoopType> loops_;
    Table<BoundType> bound_;
    Table<Binder> binders_;
    Table<Server> servers_;
    Table<StaticMacro> staticMacros_;
    Table<HandOver> handOvers_;
    Table<ThreadEntry> threadEntries_, threadFields_;
    Table<Operand> calls_;
    Table<SameLoop> sameLoops_;
    Table<FixWords> fixWords_;
    Table<Operation> operations_;
    /// Operations by prefix of the function's name, longest first.
    std::vector<std::pair<std::string, Operation>> operationPrefixes_;
    /// Exceptions from them, "gtk_*_get_type": what stands before and after the star.
    std::vector<std::pair<std::string, std::string>> threadSafePatterns_;
    std::vector<std::string> mainLoopPatterns_; // "Gtk::*::signal_*"
    Table<Operation> constructions_;
    Table<Connection> connections_;
    Table<Guard> guards_;
    Table<Wait> waits_;
    std::vector<Setup> setups_;
    Table<Name> libraryOfRun_;
    Table<bool> threadMethods_, joins_, threadSafe_, signals_, moves_, threadOf_, currentThread_,
        sameThread_, children_;
    Table<bool> direct_, blocking_, queues_, locks_, frees_, starts_, detaches_, deletesAtHome_,
        deletesAll_, keeps_, handlers_, namedHomes_, coroutines_, coroutineLoops_;
    Table<bool> defaultLoops_, mainLoops_, threadLoops_, applications_, accessors_, runs_, stops_,
        makes_, forks_, revives_, strands_, deallocates_, anyHandles_, accessorFields_;
    Table<bool> mentioned_;  // every name in the tables
    Table<bool> fieldNames_; // the last part of the name of each field that a model lists
};

/// Whether `name` is `pattern`, in which each star stands for any text.
bool matchesStars(std::string_view pattern, std::string_view name);
/// Whether `name` is one of `patterns`: a full canonical name, or a prefix that ends in '*'.
bool matches(const std::vector<Name>& patterns, Name name);

} // namespace looplint
