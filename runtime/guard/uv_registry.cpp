#include "uv_registry.h"

#include <cstdlib>
#include <sstream>
#include <uv.h>
#include <vector>

namespace loop::guard::uv {

namespace {

// The loops that the calling thread is inside uv_run() of, innermost last.
thread_local std::vector<const void*> running_loops;

const void* running_loop() { return running_loops.empty() ? nullptr : running_loops.back(); }

std::string name_of(const void* loop) { return loop ? "uv_loop_t " + hex(loop) : std::string(); }

// "uv_timer_init" and "uv_tcp_init_ex" make a uv_timer_t and a uv_tcp_t; uv_spawn makes a process.
std::string type_made_by(const std::string& call) {
    const auto end = call.find("_init");
    return end == std::string::npos ? "uv_process_t" : call.substr(0, end) + "_t";
}

// A loop's own handles, such as the one that wakes it after uv_queue_work.
bool is_part_of(const void* handle, const void* loop) {
    const auto begin = reinterpret_cast<std::uintptr_t>(loop);
    return reinterpret_cast<std::uintptr_t>(handle) - begin < sizeof(uv_loop_t);
}

} // namespace

Registry& Registry::instance() {
    static auto* const registry = new Registry;
    return *registry;
}

void Registry::loop_made(const void* loop) {
    const Stack stack = here();
    const std::lock_guard lock(mutex_);
    loops_[loop] = {stack};
}

void Registry::loop_gone(const void* loop) {
    const std::lock_guard lock(mutex_);
    loops_.erase(loop);
    std::erase_if(handles_, [&](const auto& entry) { return entry.second.loop == loop; });
}

void Registry::run_begins(const void* loop) {
    running_loops.push_back(loop);
    const std::lock_guard lock(mutex_);
    Loop& known = loops_[loop];
    ++known.runs;
    known.ran = true;
    known.runner = std::this_thread::get_id();
    last_run_ = loop;
    if (!exit_hook_) std::atexit([] { instance().program_ends(); });
    exit_hook_ = true;
}

void Registry::run_ends(const void* loop) {
    running_loops.pop_back();
    const std::lock_guard lock(mutex_);
    const auto known = loops_.find(loop);
    if (known != loops_.end()) --known->second.runs;
}

bool Registry::is_run_elsewhere(const void* loop) const {
    const auto known = loops_.find(loop);
    return known != loops_.end() && known->second.runs > 0 &&
           known->second.runner != std::this_thread::get_id();
}

void Registry::report_wrong_thread(const Handle& handle, const void* object, const char* call) {
    std::ostringstream runner;
    {
        const std::lock_guard lock(mutex_);
        if (!is_run_elsewhere(handle.loop) || !reported_.insert(object).second) return;
        runner << loops_[handle.loop].runner;
    }
    publish({"wrong-thread",
             "bound to " + name_of(handle.loop) + " is used by " + call + "() on " + thread_name() +
                 " while thread " + runner.str() +
                 " runs that loop; only uv_async_send() is thread-safe",
             handle.type, object, handle.created, name_of(handle.loop), here(),
             name_of(running_loop()), thread_name()});
}

void Registry::made(const void* handle, const void* loop, const char* call) {
    if (is_part_of(handle, loop)) return;
    const Handle fresh{type_made_by(call), loop, here()};
    {
        const std::lock_guard lock(mutex_);
        handles_[handle] = fresh;
        reported_.erase(handle);
    }
    report_wrong_thread(fresh, handle, call);
}

void Registry::used(const void* handle, const char* call) {
    Handle known;
    {
        const std::lock_guard lock(mutex_);
        const auto found = handles_.find(handle);
        if (found == handles_.end() || !is_run_elsewhere(found->second.loop)) return;
        known = found->second;
    }
    report_wrong_thread(known, handle, call);
}

void Registry::armed(const void* handle) {
    const std::lock_guard lock(mutex_);
    const auto found = handles_.find(handle);
    if (found == handles_.end() || loops_[found->second.loop].ran) return;
    Handle& known = found->second;
    known.armed = true;
    known.use = here();
    known.running = running_loop();
    known.thread = thread_name();
}

void Registry::disarmed(const void* handle) {
    const std::lock_guard lock(mutex_);
    const auto found = handles_.find(handle);
    if (found != handles_.end()) found->second.armed = false;
}

void Registry::closed(const void* handle) {
    const std::lock_guard lock(mutex_);
    handles_.erase(handle);
}

void Registry::loop_used(const void* loop, const char* call) {
    Handle as_handle{"uv_loop_t", loop};
    {
        const std::lock_guard lock(mutex_);
        if (!is_run_elsewhere(loop)) return;
        as_handle.created = loops_[loop].created;
    }
    report_wrong_thread(as_handle, loop, call);
}

Report Registry::left_armed(const void* object, const Handle& handle) const {
    const void* running = handle.running ? handle.running : last_run_;
    const std::string how = handle.running
                                ? " was started by a callback of " + name_of(running)
                                : " was started, but only " + name_of(running) + " was run";
    return {handle.running ? "different-loop" : "never-run",
            "bound to " + name_of(handle.loop) + how + ": attached to a different loop",
            handle.type,
            object,
            handle.created,
            name_of(handle.loop),
            handle.use,
            name_of(running),
            handle.thread,
            /*throwable=*/false};
}

void Registry::program_ends() {
    std::vector<Report> reports;
    {
        const std::lock_guard lock(mutex_);
        for (const auto& [object, handle] : handles_)
            if (handle.armed && !loops_[handle.loop].ran && reported_.insert(object).second)
                reports.push_back(left_armed(object, handle));
    }
    for (const Report& report : reports) publish(report);
}

} // namespace loop::guard::uv
