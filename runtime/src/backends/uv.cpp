// libuv: one uv_loop_t per loop, one uv_run per wait.
#include <map>
#include <utility>

#include <uv.h>

#include "loop/backend.h"
#include "loop/errors.h"
#include "uv_descriptor.h"

namespace loop {
namespace {

void check(int result) {
    if (result < 0) throw OSError(-result, uv_strerror(result));
}

/// A signal handle and its function; freed by its close callback.
struct SignalWatch {
    uv_signal_t handle;
    std::function<void()> fn;

    static void on_signal(uv_signal_t* handle, int) {
        auto fn = static_cast<SignalWatch*>(handle->data)->fn; // it may unwatch itself
        fn();
    }
    void close() noexcept {
        uv_close(reinterpret_cast<uv_handle_t*>(&handle),
                 [](uv_handle_t* closed) { delete static_cast<SignalWatch*>(closed->data); });
    }
};

class UvBackend final : public Backend {
  public:
    UvBackend() {
        check(uv_loop_init(&loop_));
        check(uv_async_init(&loop_, &async_, [](uv_async_t*) {}));
        check(uv_timer_init(&loop_, &timer_));
    }
    ~UvBackend() override {
        descriptors_.close_all();
        for (auto& [signal, watch] : signals_) watch->close();
        uv_close(reinterpret_cast<uv_handle_t*>(&async_), nullptr);
        uv_close(reinterpret_cast<uv_handle_t*>(&timer_), nullptr);
        uv_run(&loop_, UV_RUN_DEFAULT); // the close callbacks
        uv_loop_close(&loop_);
    }

    void wait_until(std::optional<Duration> deadline) override {
        if (deadline && !arm_timer(*deadline))
            uv_run(&loop_, UV_RUN_NOWAIT);
        else {
            if (!deadline) uv_timer_stop(&timer_);
            uv_run(&loop_, UV_RUN_ONCE);
        }
    }
    void wake() override { uv_async_send(&async_); }
    Duration now() const override { return Duration(uv_hrtime()); }

    Ref<Descriptor> adopt(int fd) override {
        return make_ref<UvDescriptor>(loop_, descriptors_, fd);
    }
    void watch_signal(int signal, std::function<void()> fn) override {
        unwatch_signal(signal);
        auto watch = std::make_unique<SignalWatch>();
        check(uv_signal_init(&loop_, &watch->handle));
        watch->handle.data = watch.get();
        watch->fn = std::move(fn);
        SignalWatch* kept = watch.release(); // from here on its close callback frees it
        int started = uv_signal_start(&kept->handle, &SignalWatch::on_signal, signal);
        if (started < 0) kept->close();
        check(started);
        signals_[signal] = kept;
    }
    bool unwatch_signal(int signal) override {
        auto found = signals_.find(signal);
        if (found == signals_.end()) return false;
        found->second->close();
        signals_.erase(found);
        return true;
    }

  private:
    /// False if the deadline has passed. libuv counts milliseconds: rounded up.
    bool arm_timer(Duration deadline) {
        if (deadline == armed_for_ && uv_is_active(reinterpret_cast<uv_handle_t*>(&timer_)))
            return true;
        Duration left = deadline == Duration::min() ? Duration::zero() : deadline - now();
        if (left <= Duration::zero()) return false;
        auto milliseconds = std::chrono::ceil<std::chrono::milliseconds>(left).count();
        uv_update_time(&loop_);
        uv_timer_start(&timer_, &end_run, static_cast<std::uint64_t>(milliseconds), 0);
        armed_for_ = deadline;
        return true;
    }

    /// libuv may look at its timers before it waits, and then waits for ever if they were all.
    static void end_run(uv_timer_t* timer) { uv_stop(timer->loop); }

    uv_loop_t loop_;
    uv_async_t async_;
    uv_timer_t timer_;
    Duration armed_for_{0};
    OpenDescriptors descriptors_;
    std::map<int, SignalWatch*> signals_;
};

} // namespace

std::unique_ptr<Backend> make_uv_backend() { return std::make_unique<UvBackend>(); }

} // namespace loop
