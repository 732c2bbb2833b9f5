#pragma once
// A look-alike of the standard threads.

namespace std {

class thread {
  public:
    thread() = default;
    template <class Callable, class... Args>
    explicit thread(Callable&&, Args&&...) {}
    thread& operator=(thread&&);
    ~thread();
    void join();
    void detach();
};

} // namespace std
