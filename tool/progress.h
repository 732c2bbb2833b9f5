#pragma once
// Progress on stderr: a line that is rewritten on a terminal; else a line now and then, so that a
// log shows that a long run is alive. A short run says nothing.

#include <chrono>
#include <cstddef>

namespace looplint {

class Progress {
  public:
    explicit Progress(bool isShown) : isShown_(isShown) {}
    void start(size_t total);
    void step();
    void end();

  private:
    using Clock = std::chrono::steady_clock;
    void show();
    bool isShown_, isTerminal_ = false, hasLine_ = false;
    size_t total_ = 0, done_ = 0;
    Clock::time_point start_, shown_;
};

} // namespace looplint
