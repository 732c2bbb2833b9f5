#pragma once
// View: what an editor shows of one file beside findings: where its functions run and why, and to
// which loops its objects belong. Plain values, made where the program is known, sent as JSON.

#include "analysis/check.h"

#include <nlohmann/json.hpp>

#include <map>
#include <string>
#include <vector>

namespace looplint {

/// 1-based, in bytes, as a Location.
struct ViewPlace {
    std::string file;
    uint32_t line = 0;
    uint32_t column = 0;
};

/// One step on the way into a function: "called in 'f', in the main thread".
struct ViewStep {
    ViewPlace at;
    std::string text;
};

/// A context that something runs in.
struct ViewContext {
    std::string name; // "the main thread", "the loop 'io_'"
    std::string loop; // the loop that this context runs, if there is one: "io_"
    std::vector<ViewStep> chain;
};

/// From here on a coroutine runs in other contexts than before.
struct ViewSegment {
    ViewPlace at;
    std::vector<ViewContext> contexts;
};

struct ViewFunction {
    std::string id, name;
    ViewPlace at;
    bool isLambda = false, isCoroutine = false;
    bool isEntered = false; // by a hand-over or as a thread, not by calls alone
    std::vector<ViewContext> contexts;
    std::vector<ViewSegment> segments;
};

struct ViewObject {
    std::string id, name;
    ViewPlace at; // its declaration
    std::string loop;
    std::string binding; // how it comes by its loop: "binds to the loop that is current …"
    ViewPlace bound;
    std::vector<std::string> homes; // who runs its loop
};

/// A name in the text that stands for a function or an object.
struct ViewReference {
    uint32_t line = 0, column = 0, length = 0;
    std::string id;
};

struct FileView {
    std::vector<ViewFunction> functions; // that stand in the file
    std::vector<ViewObject> objects;     // of the program
};

/// A call, a hand-over or the start of a thread, for call hierarchies.
struct ViewCall {
    ViewFunction from, to; // without contexts
    ViewPlace at;
    std::string how;
};

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ViewPlace, file, line, column)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ViewStep, at, text)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ViewContext, name, loop, chain)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ViewSegment, at, contexts)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ViewFunction, id, name, at, isLambda, isCoroutine, isEntered,
                                   contexts, segments)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ViewObject, id, name, at, loop, binding, bound, homes)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ViewReference, line, column, length, id)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(FileView, functions, objects)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ViewCall, from, to, at, how)

/// An entity as one string.
std::string viewId(const Entity& entity);

/// The views of `files`, as the program shows them.
std::map<std::string, FileView> viewsOf(const Analysis& analysis,
                                        const std::vector<std::string>& files);

/// All calls into (out of) the function with that id, through hand-overs and thread starts too.
std::vector<ViewCall> callsInto(const Analysis& analysis, const std::string& id);
std::vector<ViewCall> callsOutOf(const Analysis& analysis, const std::string& id);

} // namespace looplint
