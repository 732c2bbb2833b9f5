// The io_uring loop: a ring, an eventfd that wakes it, and signals by way of pipes.
#if LOOP_HAS_IO_URING

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <map>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "loop/backend.h"
#include "loop/errors.h"
#include "uring.h"

namespace loop {
namespace {

/// An eventfd that the ring polls; its function runs after each notify().
class Notice final : public RingPoll {
  public:
    Notice(Ring& ring, std::function<void()> fn)
        : ring_(ring), fd_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)), fn_(std::move(fn)) {
        if (fd_ < 0) throw OSError(errno);
        ring_.poll(*this, fd_, POLLIN);
    }
    ~Notice() override { ::close(fd_); }
    int fd() const { return fd_; }
    void stop() {
        fn_ = nullptr;
        ring_.cancel(*this);
    }
    void ready(int) override {
        std::uint64_t count = 0;
        if (!fn_) return;
        const bool told = ::read(fd_, &count, sizeof count) > 0;
        ring_.poll(*this, fd_, POLLIN);
        const auto fn = fn_; // it may stop itself
        if (told) fn();
    }
    /// Any thread; also a signal handler.
    static void notify(int fd) noexcept {
        const std::uint64_t one = 1;
        [[maybe_unused]] const auto written = ::write(fd, &one, sizeof one);
    }

  private:
    Ring& ring_;
    int fd_;
    std::function<void()> fn_;
};

/// For each signal the descriptor to tell, plus one; 0: none.
constinit std::array<std::atomic<int>, NSIG> told{};

void on_signal(int signal) {
    const int saved = errno;
    if (const int fd = told[static_cast<std::size_t>(signal)]; fd > 0) Notice::notify(fd - 1);
    errno = saved;
}

class UringBackend final : public Backend {
  public:
    ~UringBackend() override {
        while (!signals_.empty()) unwatch_signal(signals_.begin()->first);
        descriptors_.close_all();
    }

    void wait_until(std::optional<Duration> deadline) override {
        ring_.wait_until(deadline, now());
    }
    void wake() override { Notice::notify(wake_->fd()); }
    Duration now() const override { return std::chrono::steady_clock::now().time_since_epoch(); }

    Ref<Descriptor> adopt(int fd) override {
        return make_ref<UringDescriptor>(ring_, descriptors_, fd);
    }
    void watch_signal(int signal, std::function<void()> fn) override {
        unwatch_signal(signal);
        auto notice = make_ref<Notice>(ring_, std::move(fn));
        told.at(static_cast<std::size_t>(signal)) = notice->fd() + 1;
        struct sigaction action{};
        action.sa_handler = &on_signal;
        action.sa_flags = SA_RESTART;
        if (::sigaction(signal, &action, nullptr) != 0) throw OSError(errno);
        signals_.emplace(signal, std::move(notice));
    }
    bool unwatch_signal(int signal) override {
        const auto found = signals_.find(signal);
        if (found == signals_.end()) return false;
        ::signal(signal, SIG_DFL);
        told.at(static_cast<std::size_t>(signal)) = 0;
        found->second->stop();
        signals_.erase(found);
        return true;
    }

  private:
    Ring ring_;
    OpenDescriptors descriptors_;
    Ref<Notice> wake_ = make_ref<Notice>(ring_, [] {});
    std::map<int, Ref<Notice>> signals_;
};

} // namespace

std::unique_ptr<Backend> make_uring_backend() { return std::make_unique<UringBackend>(); }

} // namespace loop

#endif
