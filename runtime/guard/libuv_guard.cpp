// The libuv guard, for LD_PRELOAD: stands in front of libuv's functions, notes what each call says
// about loops, handles and threads, and passes the call on unchanged. uv_registry.h has the rules.
#include "uv_registry.h"

#include <dlfcn.h>
#include <uv.h>

namespace {

using loop::guard::uv::Registry;

Registry& registry() { return Registry::instance(); }

// libuv's own function of that name. Ends the program if there is none: the call cannot be made.
template <class Function>
Function* next(Function*, const char* name) {
    void* const found = dlsym(RTLD_NEXT, name);
    if (!found) {
        std::fprintf(stderr, "loop guard: libuv has no function '%s': %s\n", name, dlerror());
        std::abort();
    }
    return reinterpret_cast<Function*>(found);
}

// Remembers the run for as long as uv_run() is on the stack, also if a callback throws.
class Run {
  public:
    explicit Run(const uv_loop_t* loop) : loop_(loop) { registry().run_begins(loop_); }
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;
    ~Run() { registry().run_ends(loop_); }

  private:
    const uv_loop_t* loop_;
};

} // namespace

#define LOOP_GUARD_NEXT(name)                                                                      \
    static auto* const real = next(&name, #name);                                                  \
    return real

#define LOOP_GUARD_INIT(name, parameters, arguments)                                               \
    extern "C" int name parameters {                                                               \
        registry().made(handle, loop, #name);                                                      \
        LOOP_GUARD_NEXT(name) arguments;                                                           \
    }
#define LOOP_GUARD_CALL(result, name, parameters, arguments, note)                                 \
    extern "C" result name parameters {                                                            \
        registry().used(handle, #name);                                                            \
        registry().note(handle);                                                                   \
        LOOP_GUARD_NEXT(name) arguments;                                                           \
    }
#define LOOP_GUARD_ON_LOOP(result, name, parameters, arguments)                                    \
    extern "C" result name parameters {                                                            \
        registry().loop_used(loop, #name);                                                         \
        LOOP_GUARD_NEXT(name) arguments;                                                           \
    }
#define LOOP_GUARD_START(name, parameters, arguments)                                              \
    LOOP_GUARD_CALL(int, name, parameters, arguments, armed)
#define LOOP_GUARD_STOP(name, parameters, arguments)                                               \
    LOOP_GUARD_CALL(int, name, parameters, arguments, disarmed)
#include "libuv_calls.def"

extern "C" int uv_loop_init(uv_loop_t* loop) {
    registry().loop_made(loop);
    LOOP_GUARD_NEXT(uv_loop_init)(loop);
}

extern "C" int uv_loop_close(uv_loop_t* loop) {
    registry().loop_used(loop, "uv_loop_close");
    static auto* const real = next(&uv_loop_close, "uv_loop_close");
    const int status = real(loop);
    if (status == 0) registry().loop_gone(loop);
    return status;
}

extern "C" int uv_run(uv_loop_t* loop, uv_run_mode mode) {
    registry().loop_used(loop, "uv_run");
    const Run run(loop);
    LOOP_GUARD_NEXT(uv_run)(loop, mode);
}
