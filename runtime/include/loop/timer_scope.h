// timer_scope.h — a timer that ends with its scope.
#pragma once

#include "loop/handle.h"

namespace loop {

class [[nodiscard]] TimerScope {
  public:
    explicit TimerScope(TimerHandle timer) : timer_(std::move(timer)) {}
    TimerScope(const TimerScope&) = delete;
    TimerScope& operator=(const TimerScope&) = delete;
    ~TimerScope() { timer_.cancel(); }

  private:
    TimerHandle timer_;
};

} // namespace loop
