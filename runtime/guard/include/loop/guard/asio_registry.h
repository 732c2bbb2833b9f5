// What the Asio guard knows: for each execution context, whether anything ever ran on it and which
// operations wait on it; for each I/O object, how many operations are under way.
//
// What it reports, and why it is provable:
//   different-loop  an operation is started from a handler of context B on an object of context A,
//                   another thread ran A last, and the object has operations under way or static
//                   storage. (One thread may poll several contexts in turn.)
//                   (The first operation on a fresh object is a hand-over: an acceptor's context
//                   may start the first read of a socket that it made for another context.)
//   never-run       at the end of the program or of the context, operations still wait on a context
//                   that never ran a handler, was never stopped and that no thread is running,
//                   while another context did run. If such an operation was started from a handler
//                   of B, that is called different-loop too.
// Each object is reported once. Thread-safe.
#pragma once

#include "loop/guard/report.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <set>
#include <thread>

namespace loop::guard::asio {

// One asynchronous operation on an object whose context has not run anything yet.
struct Waiting {
    const void* object;
    std::string type;
    Stack use;
    const void* running; // the context whose handler started it; null outside of handlers
    std::string thread;
};

struct Context {
    bool ran = false;
    std::thread::id runner;                       // the thread that ran its last handler
    bool (*abandoned)(void* scheduler) = nullptr; // not stopped, and no thread is running it
    bool (*stopped)(void* scheduler) = nullptr;
    void* scheduler = nullptr;
    std::map<const void*, Waiting> waiting; // by operation; only until the context runs
};

// The contexts whose handlers the calling thread is in, innermost last.
inline std::vector<const void*>& running_contexts() {
    thread_local std::vector<const void*> contexts;
    return contexts;
}

inline std::string name_of(const void* context) {
    return context ? "io_context " + hex(context) : std::string();
}

class Registry {
  public:
    // Lives for ever: contexts with static storage end after every other static object.
    static Registry& instance() {
        static auto* const registry = new Registry;
        return *registry;
    }

    void made(const void* context);
    void started(const void* context, const Context& fresh, const void* operation,
                 const void* object, const std::string& type);
    void touched(const void* context, const void* object, const std::string& type);
    void ran(const void* context);
    void finished(const void* operation, const void* object);
    void dropped(const void* context, const void* operation, const void* object);
    void program_ends();

  private:
    bool is_foreign(const Context& context, const void* self, const void* object) const;
    Report foreign_use(const void* context, const void* object, const std::string& type) const;
    void publish_or_undo(const Report& report, const void* operation);
    Report left_waiting(const void* context, const Waiting& operation) const;
    bool first_report(const void* object) { return reported_.insert(object).second; }
    bool another_ran(const void* context) const;

    mutable std::mutex mutex_;
    std::map<const void*, Context> contexts_;
    std::map<const void*, int> under_way_; // operations by object
    std::set<const void*> reported_;
    const void* last_run_ = nullptr;
    bool exit_hook_ = false;
};

inline bool Registry::is_foreign(const Context& context, const void* self,
                                 const void* object) const {
    const auto& running = running_contexts();
    if (!context.ran || context.runner == std::this_thread::get_id()) return false;
    if (running.empty()) return false;
    if (std::find(running.begin(), running.end(), self) != running.end()) return false;
    const auto operations = under_way_.find(object);
    return (operations != under_way_.end() && operations->second > 0) || is_static(object);
}

inline Report Registry::foreign_use(const void* context, const void* object,
                                    const std::string& type) const {
    const void* running = running_contexts().back();
    return {"different-loop",
            "bound to " + name_of(context) + " is used on the thread of " + name_of(running) +
                ": attached to a different loop",
            type,
            object,
            {},
            name_of(context),
            here(),
            name_of(running),
            thread_name()};
}

inline Report Registry::left_waiting(const void* context, const Waiting& operation) const {
    const void* running = operation.running ? operation.running : last_run_;
    const std::string verb = operation.running
                                 ? " is used on the thread of " + name_of(running)
                                 : " is waited for, but only " + name_of(running) + " was run";
    return {operation.running ? "different-loop" : "never-run",
            "bound to " + name_of(context) + verb + ": attached to a different loop",
            operation.type,
            operation.object,
            {},
            name_of(context),
            operation.use,
            name_of(running),
            operation.thread,
            /*throwable=*/false};
}

inline bool Registry::another_ran(const void* context) const {
    return std::any_of(contexts_.begin(), contexts_.end(), [&](const auto& entry) {
        return entry.first != context && entry.second.ran;
    });
}

// A context may be made at the address of one that is gone.
inline void Registry::made(const void* context) {
    const std::lock_guard lock(mutex_);
    contexts_.erase(context);
}

inline void Registry::started(const void* context, const Context& fresh, const void* operation,
                              const void* object, const std::string& type) {
    const auto& running = running_contexts();
    std::unique_lock lock(mutex_);
    Context& known = contexts_.emplace(context, fresh).first->second;
    if (!known.ran)
        known.waiting[operation] = {object, type, here(),
                                    running.empty() ? nullptr : running.back(), thread_name()};
    const bool foreign = is_foreign(known, context, object) && first_report(object);
    ++under_way_[object];
    lock.unlock();
    if (foreign) publish_or_undo(foreign_use(context, object, type), operation);
}

// If the report is thrown, the operation is destroyed unseen.
inline void Registry::publish_or_undo(const Report& report, const void* operation) {
    try {
        publish(report);
    } catch (...) {
        finished(operation, report.object);
        throw;
    }
}

inline void Registry::touched(const void* context, const void* object, const std::string& type) {
    std::unique_lock lock(mutex_);
    const auto known = contexts_.find(context);
    if (known == contexts_.end()) return;
    const auto operations = under_way_.find(object);
    if (operations == under_way_.end() || operations->second == 0) return;
    const bool foreign = is_foreign(known->second, context, object) && first_report(object);
    lock.unlock();
    if (!foreign) return;
    Report report = foreign_use(context, object, type);
    report.throwable = false; // close() and cancel() are called by destructors
    publish(report);
}

inline void Registry::ran(const void* context) {
    const std::lock_guard lock(mutex_);
    Context& known = contexts_[context];
    known.runner = std::this_thread::get_id();
    last_run_ = context;
    if (known.ran) return;
    known.ran = true;
    known.waiting.clear();
    if (!exit_hook_) std::atexit([] { instance().program_ends(); });
    exit_hook_ = true;
}

inline void Registry::finished(const void* operation, const void* object) {
    const std::lock_guard lock(mutex_);
    for (auto& [context, known] : contexts_) known.waiting.erase(operation);
    const auto operations = under_way_.find(object);
    if (operations != under_way_.end() && --operations->second == 0) under_way_.erase(operations);
}

// The operation is destroyed without having run: its context, or the program, ends.
inline void Registry::dropped(const void* context, const void* operation, const void* object) {
    std::vector<Report> reports;
    {
        const std::lock_guard lock(mutex_);
        const auto known = contexts_.find(context);
        if (known == contexts_.end()) return;
        const auto waiting = known->second.waiting.find(operation);
        if (waiting != known->second.waiting.end() && another_ran(context) &&
            !known->second.stopped(known->second.scheduler) && first_report(object))
            reports.push_back(left_waiting(context, waiting->second));
    }
    finished(operation, object);
    for (const Report& report : reports) publish(report);
}

inline void Registry::program_ends() {
    std::vector<Report> reports;
    {
        const std::lock_guard lock(mutex_);
        for (auto& [context, known] : contexts_) {
            if (known.waiting.empty() || !another_ran(context)) continue;
            if (!known.abandoned(known.scheduler)) continue;
            for (const auto& [operation, waiting] : known.waiting)
                if (first_report(waiting.object)) reports.push_back(left_waiting(context, waiting));
        }
    }
    for (const Report& report : reports) publish(report);
}

} // namespace loop::guard::asio
