#pragma once
// Contexts: in which threads each function, lambda and coroutine is proven to run, and by which
// chain of calls. Roots are main, static initialisers, thread entries, what asserts its thread, and
// what is handed to a loop; a loop's context is the one that is seen to run it. No answer means
// unknown, and unknown proves nothing.

#include "analysis/bindings.h"
#include "analysis/guards.h"
#include "analysis/segments.h"
#include "analysis/sole_owners.h"

#include <map>
#include <optional>
#include <set>
#include <unordered_set>

namespace looplint {

enum class ContextKind : uint8_t { Main, Thread, Loop };

/// One execution context. Two contexts are the same thread only if they are equal.
struct Context {
    ContextKind kind = ContextKind::Main;
    ObjectId loop = 0;   // Loop: the loop, or the object that makes its own thread
    uint32_t maker = 0;  // Thread: which of the program's functions starts it …
    uint32_t event = 0;  // … and the event that does
    bool isPool = false; // Thread: one of several; not part of its identity

    friend auto operator<=>(const Context& a, const Context& b) {
        return std::tie(a.kind, a.loop, a.maker, a.event) <=>
               std::tie(b.kind, b.loop, b.maker, b.event);
    }
    friend bool operator==(const Context& a, const Context& b) { return (a <=> b) == 0; }
};

/// How a function got into a context: `event` of `function`, which ran in `from`; null for a root.
struct Step {
    const FunctionFact* function = nullptr;
    uint32_t event = 0;
    Context from;
};

/// The runs of one loop: the contexts that run it, and where.
using Runners = std::map<Context, Step>;

class Contexts {
  public:
    Contexts(const Program& program, const Models& models, const Objects& objects,
             const Bindings& bindings, const Guards& guards, const SoleOwners& soleOwners);

    /// The proven contexts of a function, each with the last step of the chain that proves it.
    const std::map<Context, Step>& of(const FunctionFact& function) const;
    /// Those of them in which an event of the function can run: guards may exclude some.
    std::vector<Context> at(const FunctionFact& function, uint32_t event) const;
    /// The steps from a root to `function` in `context`; empty for a root.
    std::vector<Step> chain(const FunctionFact& function, const Context& context) const;

    /// The contexts that run `loop`.
    const Runners& runners(ObjectId loop) const;
    /// All loops that are run.
    const std::map<ObjectId, Runners>& runners() const { return runners_; }
    /// Whether several threads run the loop at once.
    bool isRunByMany(ObjectId loop) const;
    /// Where the handlers of a loop run.
    Context homeOfLoop(ObjectId loop) const;
    /// Where a loop-bound object, a loop or a thread object is at home; nothing if unknown.
    std::optional<Context> homeOf(ObjectId object) const { return homeOf(object, 0); }
    /// The thread of the application object or of the user interface.
    const Context& mainContext() const { return main_; }
    /// The home that a model names, for Main and Named.
    Context homeOf(const Home& home) const;
    /// Whether it is known which thread a context is, so that it differs from all others known.
    bool isKnown(const Context& context) const;
    /// Whether a context is seen to run a loop of a library.
    bool runsLibrary(const Context& context, Name library) const;
    /// The one context that is seen to run loops of a library.
    std::optional<Context> soleRunner(Name library) const;
    /// Whether a context is seen to run any loop.
    bool runsLoop(const Context& context) const { return libraries_.contains(context); }
    const FunctionFact& makerOf(const Context& context) const;
    /// "the main thread", "the thread started in 'ns::Server::start'"
    std::string describe(const Context& context) const;

    /// The callables that an event passes in `operand`; objects whose class overrides methods of a
    /// library's stand for these methods.
    std::vector<const FunctionFact*> callablesIn(const FunctionFact& function, const Event& event,
                                                 Operand operand) const;
    /// What a call on an object may enter, through virtual methods and function objects.
    std::vector<const FunctionFact*> calleesOf(const FunctionFact& function,
                                               const Event& event) const;
    const ThreadEntry* threadEntry(const Event& event) const;
    /// Whether pools delete what they are given to run.
    bool deletesRun() const { return !isKept_; }
    /// Where the library itself emits a signal that is no signal of the program's classes.
    std::optional<Context> emitterOf(const FunctionFact& function, const Event& event,
                                     const Connection& connection) const;
    /// The thread that an object is built in, whoever runs it later; nothing if that is not one.
    std::optional<Context> birthOf(ObjectId object) const;
    /// The one context that builds what a bond is of; nothing if there are several or none is
    /// known.
    std::optional<Context> builtIn(const ThreadBond& bond) const;
    /// Where the slots of an object run: of a thread object itself not in the thread that it is.
    std::optional<Context> affinityOf(ObjectId object) const;
    /// The methods, of the classes of what `object` may be, that a text names: "1flush()", "flush".
    std::vector<const FunctionFact*> methodsNamed(const FunctionFact& function, const Value& object,
                                                  Name text) const;

  private:
    struct Open {
        const FunctionFact* function;
        Context context;
    };

    /// An event that calls a parameter, or passes it on to a function that does.
    struct Given {
        uint32_t event, parameter;
        std::optional<uint32_t> argument; // that it is passed on as
        friend bool operator==(const Given&, const Given&) = default;
    };

    /// An event that starts a thread or hands something over.
    struct Launch {
        uint32_t function, event;
    };

    void indexFunctions();
    void noteLaunches();
    void propagate();
    void enterRoots();
    bool enterUnreached();
    bool enterAtHome();
    void enterAsserted(const FunctionFact& function);
    void enterStated(const FunctionFact& function);
    void enter(const FunctionFact& function, const Context& context, const Step& step);
    void visit(const FunctionFact& function, const Context& context);
    void visitEvent(const FunctionFact& function, uint32_t index, const Context& context);
    void visitAssign(const FunctionFact& function, uint32_t index, const Context& context);
    void enterReturned(const FunctionFact& handler, const Context& context);
    void visitAwait(const FunctionFact& function, uint32_t index, const Context& context);
    Context threadAt(const FunctionFact& function, uint32_t index, const ThreadEntry& entry) const;
    void visitCall(const FunctionFact& function, uint32_t index, const Context& context);
    void visitHandOver(const FunctionFact& function, uint32_t index, const Context& context,
                       const HandOver& over);
    void visitConnection(const FunctionFact& function, uint32_t index, const Context& context,
                         const Connection& connection);
    void visitDestroy(const FunctionFact& function, uint32_t index, const Context& context);
    void destroy(const Type& type, const Entity& held, const Context& context, const Step& step,
                 int depth = 0);
    bool isHandler(const FunctionFact& function) const;
    void enterClosure(const FunctionFact& callable, const Context& thread, const Step& step);
    void enterDeleted(const FunctionFact& function, uint32_t index, const Context& thread);
    const Value* receiverOf(const Event& event, const Connection& connection) const;
    void connectDirectly(const FunctionFact& function, uint32_t index, const Context& context,
                         const Connection& connection,
                         const std::vector<const FunctionFact*>& callables);
    void destroyAll(const FunctionFact& function, const Value& value, Name base,
                    const Context& context, const Step& step);
    bool owns(const Type& type, Name record) const;
    bool isMovedOut(const FunctionFact& function, uint32_t index) const;
    void noteEmptied();
    bool noteWrappers();
    void noteGiven();
    void enterGiven(const FunctionFact& callee, const FunctionFact& function, uint32_t index,
                    const Context& context);
    void enterGiven(const FunctionFact& callee, uint32_t parameter,
                    const std::vector<const FunctionFact*>& callables, const Context& context,
                    const Step& step, int depth);
    bool isEnteredByCaller(const FunctionFact& function, uint32_t index, const Context& context,
                           std::optional<uint32_t> argument = std::nullopt) const;
    bool isGivenCallable(const FunctionFact& function, const Context& context) const;
    bool isByArgument(const FunctionFact& function, uint32_t index, const Context& context) const;
    bool isOut(const FunctionFact& function, uint32_t index, const Context& context) const;
    void noteRun(const FunctionFact& function, uint32_t index, const Context& context);
    void noteApplication();
    std::string describeThread(const Context& context) const;
    bool isDirect(const Event& event) const;
    bool allows(const GuardedPart& part, const Context& context) const;
    bool allowsThread(const GuardedPart& part, const Context& context) const;
    std::optional<Context> homeOf(const FunctionFact& function, const Segment& segment) const;
    bool allowsSegment(const FunctionFact& function, uint32_t event, const Context& context) const;
    std::optional<Context> homeOf(ObjectId object, int depth) const;
    std::optional<Context> threadHome(const ThreadBond& bond, int depth) const;
    std::vector<const FunctionFact*> overridesOfLibrary(Name record) const;

    const Program& program_;
    const Models& models_;
    const Objects& objects_;
    const Bindings& bindings_;
    const Guards& guards_;
    const SoleOwners& soleOwners_;
    const Segments segments_;
    std::set<std::pair<const FunctionFact*, Context>> moved_; // contexts of segments elsewhere
    std::vector<std::map<Context, Step>> contexts_, last_; // by function; last_: of the last round
    std::map<ObjectId, Runners> runners_, noted_;          // noted_: of this round
    std::map<Context, std::vector<Name>> libraries_;       // whose loops each context runs
    FlatMap<Entity, std::vector<const FunctionFact*>> direct_; // slots by signal
    std::unordered_map<Name, std::vector<const FunctionFact*>> directByName_;
    std::unordered_map<Name, std::vector<const FunctionFact*>> ofRecord_; // methods, by class
    std::unordered_map<Name, std::vector<const FunctionFact*>> methods_;  // overriding, by class
    std::unordered_set<Entity> emptied_; // holders that something is taken out of
    bool isKept_ = false;                // the program tells pools to delete nothing
    std::unordered_map<Entity, HandOver> wrappers_;
    std::unordered_map<const FunctionFact*, std::vector<Given>> given_;
    Context main_;
    std::vector<const FunctionFact*> atHome_; // that may assert it, or that libraries call
    std::vector<Open> open_;
    std::vector<Launch> launches_;
};

} // namespace looplint
