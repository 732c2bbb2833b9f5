#pragma once
// A look-alike of the standard threads.

namespace std {

class thread {
  public:
    thread() = default;
    template <class Callable, class... Args>
    explicit thread(Callable&&, Args&&...) {}
    thread(thread&&);
    thread& operator=(thread&&);
    ~thread();
    bool joinable() const;
    void join();
    void detach();
    struct id {
        bool operator==(const id&) const;
    };
    id get_id() const;
};
namespace this_thread {
thread::id get_id();
}

class jthread {
  public:
    jthread() = default;
    template <class Callable, class... Args>
    explicit jthread(Callable&&, Args&&...) {}
    ~jthread();
    void join();
};

} // namespace std
