// What the libuv guard knows: who runs each loop, and for each handle its loop, where it was
// initialised and where it was armed. Handles are never read: a handle may be gone without
// uv_close.
//
// What it reports, and why it is provable:
//   wrong-thread    a handle or loop is used (uv_async_send excepted) while another thread is
//                   inside uv_run() of its loop.
//   never-run       at the end of the program, a handle is still armed on a loop that was never
//                   run, while another loop was. If it was armed from a callback of that other
//                   loop, it is called different-loop.
// An operation on a loop that nobody runs yet is no report by itself: a thread may well prepare the
// loop that another is going to run. Each handle is reported once. Thread-safe.
#pragma once

#include "loop/guard/report.h"

#include <map>
#include <mutex>
#include <set>
#include <string>
#include <thread>

namespace loop::guard::uv {

struct Handle {
    std::string type;
    const void* loop = nullptr;
    Stack created;
    bool armed = false;
    Stack use;                     // where it was armed
    const void* running = nullptr; // the loop whose callback armed it; null outside of uv_run()
    std::string thread;
};

struct Loop {
    Stack created;
    int runs = 0; // uv_run() calls under way
    std::thread::id runner;
    bool ran = false;
};

class Registry {
  public:
    // Lives for ever: a program may close handles in the destructors of its static objects.
    static Registry& instance();

    void loop_made(const void* loop);
    void loop_gone(const void* loop);
    void run_begins(const void* loop);
    void run_ends(const void* loop);

    // `call` is the libuv function's name; init functions are named after their type.
    void made(const void* handle, const void* loop, const char* call);
    void used(const void* handle, const char* call);
    void armed(const void* handle);
    void disarmed(const void* handle);
    void closed(const void* handle);
    void loop_used(const void* loop, const char* call);

    void program_ends();

  private:
    bool is_run_elsewhere(const void* loop) const;
    void report_wrong_thread(const Handle& handle, const void* object, const char* call);
    Report left_armed(const void* object, const Handle& handle) const;

    mutable std::mutex mutex_;
    std::map<const void*, Loop> loops_;
    std::map<const void*, Handle> handles_;
    std::set<const void*> reported_;
    const void* last_run_ = nullptr;
    bool exit_hook_ = false;
};

} // namespace loop::guard::uv
