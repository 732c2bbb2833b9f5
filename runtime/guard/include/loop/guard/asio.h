// The Asio guard: tags the I/O objects of a program on plain Asio with their io_context, without a
// source change, and reports when one is used on, or was made for, another context. Compile with
//
//   -DBOOST_ASIO_ENABLE_HANDLER_TRACKING -DBOOST_ASIO_CUSTOM_HANDLER_TRACKING="<loop/guard/asio.h>"
//
// (standalone Asio: the same without BOOST_), the same in every unit, and link with -ldl where the
// C library needs it. These are Asio's own hooks: see asio/detail/handler_tracking.hpp.
// Header-only, C++17, Asio 1.18 (Boost 1.74) and later. Reports: loop/guard/report.h; the rules:
// asio_registry.h.
#pragma once

#include "loop/guard/asio_registry.h"

#include <atomic>
#include <chrono>
#include <cstring>
#include <memory>
#include <thread>

// Each library's scheduler is complete by the time the templates below are instantiated, at the end
// of the unit.
#ifdef BOOST_ASIO_CUSTOM_HANDLER_TRACKING
namespace boost::asio::detail {
class scheduler;
}
namespace loop::guard::asio {
struct boost_library {
    using scheduler = ::boost::asio::detail::scheduler;
};
} // namespace loop::guard::asio
#endif
#ifdef ASIO_CUSTOM_HANDLER_TRACKING
namespace asio::detail {
class scheduler;
}
namespace loop::guard::asio {
struct standalone_library {
    using scheduler = ::asio::detail::scheduler;
};
} // namespace loop::guard::asio
#endif

namespace loop::guard::asio {

// The base of every Asio operation: what it was started on. Asio destroys it through `completion`.
class tracked_handler {
  public:
    const void* context = nullptr;
    const void* object = nullptr; // null unless it belongs to its context's thread

  protected:
    ~tracked_handler() = default; // never deleted through this type
};

// An operation of the scheduler's that notes that a thread runs it. The scheduler owns it: it is
// deleted when it has run, or when its context ends.
template <class Scheduler>
class Probe : public Scheduler::operation {
  public:
    explicit Probe(std::shared_ptr<std::atomic<bool>> runs)
        : Scheduler::operation([](auto* owner, auto* self, const auto&, std::size_t) {
              const std::unique_ptr<Probe> probe(static_cast<Probe*>(self));
              if (owner) *probe->runs_ = true;
          }),
          runs_(std::move(runs)) {}

  private:
    std::shared_ptr<std::atomic<bool>> runs_;
};

template <class Scheduler>
bool is_run_by_a_thread(Scheduler& scheduler) {
    const auto runs = std::make_shared<std::atomic<bool>>(false);
    scheduler.post_immediate_completion(new Probe<Scheduler>(runs), false);
    for (int i = 0; i < 20 && !*runs; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return *runs;
}

template <class Scheduler>
Context describe(Scheduler& scheduler) {
    Context context;
    context.scheduler = &scheduler;
    context.stopped = [](void* pointer) { return static_cast<Scheduler*>(pointer)->stopped(); };
    context.abandoned = [](void* pointer) {
        auto& self = *static_cast<Scheduler*>(pointer);
        return !self.stopped() && !is_run_by_a_thread(self);
    };
    return context;
}

// Timers, sockets and the like belong to the thread of their context; executors do not.
inline bool is_affine(const char* type) {
    for (const char* free : {"io_context", "thread_pool", "system_executor", "strand",
                             "strand_executor", "io_service", "iocp_service"})
        if (std::strcmp(type, free) == 0) return false;
    return true;
}

// Asio calls every timer a deadline_timer; the clock in its type tells which.
template <class Object>
std::string type_name(const char* type, const Object*) {
    const std::string_view full = __PRETTY_FUNCTION__;
    if (full.find("steady_clock") != std::string_view::npos) return "steady_timer";
    if (full.find("system_clock") != std::string_view::npos) return "system_timer";
    return type;
}

template <class ExecutionContext>
void context_made(ExecutionContext& context) {
    Registry::instance().made(std::addressof(context));
}

// Before C++20, Asio's use_service<T>(context) is only looked up if the name is a template here.
template <class>
struct nothing;
template <class T>
void use_service(nothing<T>&) = delete;

template <class Library, class ExecutionContext, class Object>
void creation(ExecutionContext& context, tracked_handler& handler, const char* type,
              const Object* object, std::uintmax_t, const char*) {
    using Scheduler = typename Library::scheduler;
    handler.context = std::addressof(context);
    if (!is_affine(type)) return;
    handler.object = object;
    Registry::instance().started(handler.context, describe(use_service<Scheduler>(context)),
                                 std::addressof(handler), object, type_name(type, object));
}

// An operation without a handler, such as cancel or close.
template <class ExecutionContext, class Object>
void operation(ExecutionContext& context, const char* type, const Object* object, std::uintmax_t,
               const char*) {
    if (!is_affine(type)) return;
    Registry::instance().touched(std::addressof(context), object, type_name(type, object));
}

// From the moment an operation is taken off its context until its handler has returned or thrown.
class completion {
  public:
    explicit completion(const tracked_handler& handler)
        : context_(handler.context), object_(handler.object), operation_(std::addressof(handler)) {}
    completion(const completion&) = delete;
    completion& operator=(const completion&) = delete;

    ~completion() {
        if (invoked_)
            invocation_end();
        else if (object_)
            Registry::instance().dropped(context_, operation_, object_);
    }

    template <class... Arguments>
    void invocation_begin(const Arguments&...) {
        if (!context_) return;
        Registry::instance().ran(context_);
        if (object_) Registry::instance().finished(operation_, object_);
        object_ = nullptr;
        running_contexts().push_back(context_);
        invoked_ = true;
    }

    void invocation_end() {
        if (invoked_) running_contexts().pop_back();
        invoked_ = false;
    }

  private:
    const void* context_;
    const void* object_;
    const void* operation_;
    bool invoked_ = false;
};

} // namespace loop::guard::asio

#define LOOP_GUARD_ASIO_TRACKED ::loop::guard::asio::tracked_handler
#define LOOP_GUARD_ASIO_INIT ::loop::guard::asio::context_made(this->context())
#define LOOP_GUARD_ASIO_COMPLETION(args) ::loop::guard::asio::completion tracked_completion args
#define LOOP_GUARD_ASIO_IGNORED(args) (void)0

#define BOOST_ASIO_INHERIT_TRACKED_HANDLER : public LOOP_GUARD_ASIO_TRACKED
#define BOOST_ASIO_ALSO_INHERIT_TRACKED_HANDLER , public LOOP_GUARD_ASIO_TRACKED
#define BOOST_ASIO_HANDLER_TRACKING_INIT LOOP_GUARD_ASIO_INIT
#define BOOST_ASIO_HANDLER_LOCATION(args) LOOP_GUARD_ASIO_IGNORED(args)
#define BOOST_ASIO_HANDLER_CREATION(args)                                                          \
    ::loop::guard::asio::creation<::loop::guard::asio::boost_library> args
#define BOOST_ASIO_HANDLER_COMPLETION(args) LOOP_GUARD_ASIO_COMPLETION(args)
#define BOOST_ASIO_HANDLER_INVOCATION_BEGIN(args) tracked_completion.invocation_begin args
#define BOOST_ASIO_HANDLER_INVOCATION_END tracked_completion.invocation_end()
#define BOOST_ASIO_HANDLER_OPERATION(args) ::loop::guard::asio::operation args
#define BOOST_ASIO_HANDLER_REACTOR_REGISTRATION(args) LOOP_GUARD_ASIO_IGNORED(args)
#define BOOST_ASIO_HANDLER_REACTOR_DEREGISTRATION(args) LOOP_GUARD_ASIO_IGNORED(args)
#define BOOST_ASIO_HANDLER_REACTOR_READ_EVENT 1
#define BOOST_ASIO_HANDLER_REACTOR_WRITE_EVENT 2
#define BOOST_ASIO_HANDLER_REACTOR_ERROR_EVENT 4
#define BOOST_ASIO_HANDLER_REACTOR_EVENTS(args) LOOP_GUARD_ASIO_IGNORED(args)
#define BOOST_ASIO_HANDLER_REACTOR_OPERATION(args) LOOP_GUARD_ASIO_IGNORED(args)

#define ASIO_INHERIT_TRACKED_HANDLER : public LOOP_GUARD_ASIO_TRACKED
#define ASIO_ALSO_INHERIT_TRACKED_HANDLER , public LOOP_GUARD_ASIO_TRACKED
#define ASIO_HANDLER_TRACKING_INIT LOOP_GUARD_ASIO_INIT
#define ASIO_HANDLER_LOCATION(args) LOOP_GUARD_ASIO_IGNORED(args)
#define ASIO_HANDLER_CREATION(args)                                                                \
    ::loop::guard::asio::creation<::loop::guard::asio::standalone_library> args
#define ASIO_HANDLER_COMPLETION(args) LOOP_GUARD_ASIO_COMPLETION(args)
#define ASIO_HANDLER_INVOCATION_BEGIN(args) tracked_completion.invocation_begin args
#define ASIO_HANDLER_INVOCATION_END tracked_completion.invocation_end()
#define ASIO_HANDLER_OPERATION(args) ::loop::guard::asio::operation args
#define ASIO_HANDLER_REACTOR_REGISTRATION(args) LOOP_GUARD_ASIO_IGNORED(args)
#define ASIO_HANDLER_REACTOR_DEREGISTRATION(args) LOOP_GUARD_ASIO_IGNORED(args)
#define ASIO_HANDLER_REACTOR_READ_EVENT 1
#define ASIO_HANDLER_REACTOR_WRITE_EVENT 2
#define ASIO_HANDLER_REACTOR_ERROR_EVENT 4
#define ASIO_HANDLER_REACTOR_EVENTS(args) LOOP_GUARD_ASIO_IGNORED(args)
#define ASIO_HANDLER_REACTOR_OPERATION(args) LOOP_GUARD_ASIO_IGNORED(args)
