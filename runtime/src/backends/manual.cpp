// A loop for tests: its clock stands still while callbacks run and jumps to the next timer
// instead of waiting. With no timer it waits for other threads. No I/O.
#include <condition_variable>
#include <mutex>

#include "loop/backend.h"

namespace loop {
namespace {

class ManualBackend final : public Backend {
  public:
    void wait_until(std::optional<Duration> deadline) override {
        std::unique_lock lock(mutex_);
        if (deadline)
            now_ = woken_ ? now_ : std::max(now_, *deadline);
        else
            wakes_.wait(lock, [this] { return woken_; });
        woken_ = false;
    }
    void wake() override {
        std::lock_guard lock(mutex_);
        woken_ = true;
        wakes_.notify_one();
    }
    Duration now() const override { return now_; }

  private:
    std::mutex mutex_;
    std::condition_variable wakes_;
    bool woken_ = false;
    Duration now_{0}; ///< the loop's thread only
};

} // namespace

std::unique_ptr<Backend> make_manual_backend() { return std::make_unique<ManualBackend>(); }

} // namespace loop
