#pragma once
// The words of a model: what one can say of a library's loops, objects, functions and threads.
// All names are canonical (match/names.h). models/model_json.cpp reads them, model.h finds them.

#include "analysis/name.h"

#include <map>
#include <optional>
#include <string>
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

/// Which argument of a call: an index, the object of a member call, or what the call yields.
struct Operand {
    static constexpr uint32_t kObject = UINT32_MAX;
    static constexpr uint32_t kResult = UINT32_MAX - 1;
    static constexpr uint32_t kNone = UINT32_MAX - 2;
    uint32_t index = 0;
    bool isObject() const { return index == kObject; }
    bool isResult() const { return index == kResult; }
    bool isNone() const { return index == kNone; }
};

/// A type whose objects are event loops.
struct LoopType {
    Name type;
    std::vector<Name> run;  // canonical names of the methods that run it
    std::vector<Name> stop; // … that make run() return with work left
    // Its handlers run in a thread that it makes itself (QThread, asio::thread_pool).
    bool ownsThread = false;
    bool isPool = false; // several threads
    bool isEndless = false; // run() does not return unless it is stopped, work or not
    Name library;
};

/// Who may touch an object or call a function.
enum class HomeKind : uint8_t {
    Bound,   // the thread of the loop, or the thread, that the object is bound to
    Main,    // the main thread (user interfaces)
    Library, // a thread that runs one of the library's loops
    Named    // the loop that a function yields: content::GetUIThreadTaskRunner
};

struct Home {
    HomeKind kind = HomeKind::Bound;
    Name name; // Named: the function; Library: the library
};

/// A type whose objects belong to one loop.
struct BoundType {
    Name type;
    Binding binding = Binding::Argument;
    uint32_t argument = 0;
    StaticRule staticRule = StaticRule::Judged;
    bool needsApplication = false;
    std::vector<Name> operations; // methods that may only run at home; `x_*` matches a prefix
    Home home;                    // Bound: see `binding`; else building one is an operation too
    bool hasParent = false;       // an argument of the same kind is its parent: same thread
    bool needsLoop = false;       // `starts` fail in a thread that runs no loop of the library
    bool isShardBound = false;    // may not be captured by what runs on another shard
    Name library;
    std::vector<Name> starts; // methods that leave work pending on the loop; `x_*` matches a prefix
    std::string advice;       // the hint of findings: what to do instead
};

/// A function that binds an object to a loop: uv_timer_init(loop, handle).
struct Binder {
    Operand loop;
    Operand object; // what it yields: an object that the function makes
    std::string advice;
    Operand flags{Operand::kNone}; // the argument that says how it is made: BEV_OPT_…
};

/// A call whose operands must be bound to one loop: uv_accept(server, client).
struct SameLoop {
    std::vector<Operand> objects;
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

/// How a library writes what fixes put in: `{access}` stands for the object with its `.` or `->`,
/// `{pointer}` for its address, `{library}` for the library's namespace, `{callable}` for a lambda.
struct FixWords {
    Name library;
    std::string handOver; // runs a callable on the loop of an object
    std::string remove;   // lets an object be deleted by its own thread
};

/// A function that makes a loop of its own and runs an application on it.
struct Server {
    uint32_t application = 0; // the argument that reaches the handlers
    std::string advice;
    std::optional<Startup> startup;
};

/// A call that may only happen at home.
struct Operation {
    Operand object;                // none: the function itself has a home
    bool isConcurrentOnly = false; // wrong only if the loop's thread uses the object too
    Home home;
    // Not wrong in a program that calls one of these (evthread_use_pthreads: the loops have locks).
    std::vector<Name> unlessCalled;
    bool ifCallable = false; // only if given a callable: uv_fs_open without one just opens
    // … and made the object with this flag: locks that are on are not on for each object.
    Name andFlag;
};

/// A call that makes a callable run on a loop: asio::post(loop, f), uv_timer_start(handle, f).
struct HandOver {
    Operand loop;       // the loop, or an object that is bound to it
    Home home;          // if not Bound: it runs there, whatever the arguments
    Operand callable;   // `kObject`: every argument that is a callable
    bool waits = false; // returns only when the callable has run
    bool crossesShards = false;
};

/// A call that makes a callable run in a thread of its own.
struct ThreadEntry {
    Operand callable;
    bool isPool = false;  // in some thread of a pool
    bool isKept = false;  // what it yields keeps the callable: std::async; else it dies there
    bool deletes = false; // an object that is given dies there: QThreadPool::start
    std::string where;    // for messages: "the thread that cancels the future"; else made up
};

/// connect(sender, signal, receiver, slot, type): the slot runs in the receiver's thread, or with
/// one of the model's "direct" arguments, or without a receiver, where the signal is emitted.
struct Connection {
    uint32_t signal = 1;
    uint32_t receiver = 2;
    uint32_t slot = 3;
};

/// A question "is this the loop's thread?". Its answer splits the contexts of what follows.
struct Guard {
    Operand object;             // the loop or an object bound to it; none: nothing is known of it
    std::map<Name, Name> loops; // argument 0, a literal, to a function that yields the loop
    bool isAssert = false;      // does not return if the answer is no
};

/// A call that blocks the thread until something has happened elsewhere.
struct Wait {
    Operand object;
    bool isForLoop = false;      // until the loop of the object has run something
    bool unlessCallable = false; // not if it is given a callable (the asynchronous overload)
};

/// Functions that must run before others, anywhere in the program: locks before loops.
struct Setup {
    std::vector<Name> functions;
    std::vector<Name> before;
    std::string advice;
};

/// A macro that makes a static object: Q_GLOBAL_STATIC(Type, name).
struct StaticMacro {
    uint32_t nameArgument = 1;
    bool allowed = false;
};

} // namespace looplint
