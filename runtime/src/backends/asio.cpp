// Boost.Asio: one io_context (epoll) per loop.
//
// A wait is one run of the context, and goes on as long as there is nothing to do but to run its
// handlers. The rest of what epoll gave then stays in Asio's queue for the next one.
#include <map>
#include <memory>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>

#include "asio_descriptor.h"
#include "loop/backend.h"
#include "loop/errors.h"

namespace loop {
namespace {

namespace asio = boost::asio;
using Clock = std::chrono::steady_clock;

/// One signal, again and again. Its handlers outlive it, and then do nothing.
class SignalWatch : public std::enable_shared_from_this<SignalWatch> {
  public:
    SignalWatch(asio::io_context& context, int signal, std::function<void()> fn)
        : signals_(context, signal), fn_(std::move(fn)) {}

    void wait() {
        signals_.async_wait([weak = weak_from_this()](const boost::system::error_code& error, int) {
            auto self = weak.lock(); // fn_ may unwatch itself
            if (!self || error) return;
            self->wait();
            self->fn_();
        });
    }

  private:
    asio::signal_set signals_;
    std::function<void()> fn_;
};

class AsioBackend final : public Backend {
  public:
    ~AsioBackend() override {
        signals_.clear();
        descriptors_.close_all();
    }

    void wait_until(std::optional<Duration> deadline) override {
        constexpr int kAtOnce = 16;
        context_.restart();
        if (deadline == Duration::min()) {
            for (int i = 0; i < kAtOnce && context_.poll_one() > 0;) ++i;
            return;
        }
        if (deadline) arm_timer(*deadline);
        context_.run();
    }
    void end_wait() noexcept override { context_.stop(); }
    void wake() override {
        asio::post(context_, [this] { context_.stop(); });
    }
    Duration now() const override { return Clock::now().time_since_epoch(); }

    Ref<Descriptor> adopt(int fd) override {
        return make_ref<AsioDescriptor>(context_, descriptors_, fd);
    }
    void watch_signal(int signal, std::function<void()> fn) override {
        unwatch_signal(signal);
        auto watch = std::make_shared<SignalWatch>(context_, signal, std::move(fn));
        watch->wait();
        signals_[signal] = std::move(watch);
    }
    bool unwatch_signal(int signal) override { return signals_.erase(signal) > 0; }

  private:
    /// Ends a wait at the deadline at the latest, without asking for the time in each. Set for an
    /// earlier one it stays: that wait ends early, and the next one sets it anew.
    void arm_timer(Duration deadline) {
        if (armed_for_ && *armed_for_ <= deadline) return;
        armed_for_ = deadline;
        timer_.expires_at(Clock::time_point(deadline));
        timer_.async_wait([this](const boost::system::error_code& error) {
            if (error) return;
            armed_for_.reset();
            context_.stop();
        });
    }

    asio::io_context context_{1}; // one thread runs it; others only post
    asio::executor_work_guard<asio::io_context::executor_type> work_{context_.get_executor()};
    asio::steady_timer timer_{context_};
    std::optional<Duration> armed_for_;
    OpenDescriptors descriptors_;
    std::map<int, std::shared_ptr<SignalWatch>> signals_;
};

} // namespace

std::unique_ptr<Backend> make_asio_backend() { return std::make_unique<AsioBackend>(); }

} // namespace loop
