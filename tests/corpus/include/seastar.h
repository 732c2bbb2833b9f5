#pragma once
// A look-alike of Seastar: the names that the model speaks of, and nothing behind them.

namespace seastar {

template <class T = void>
class future {
  public:
    future(future&&);
    ~future();
    template <class F>
    future then(F) {
        return static_cast<future&&>(*this);
    }
};
template <class T = void>
class promise {
  public:
    promise();
    ~promise();
    future<T> get_future();
    void set_value();
};
template <class T = void>
class shared_future {
  public:
    ~shared_future();
};
template <class T = void>
class shared_promise {
  public:
    ~shared_promise();
};

template <class T>
class lw_shared_ptr {
  public:
    lw_shared_ptr();
    lw_shared_ptr(const lw_shared_ptr&);
    ~lw_shared_ptr();
    T* operator->() const;
    T& operator*() const;
};
template <class T, class... A>
lw_shared_ptr<T> make_lw_shared(A&&...);
template <class T>
class shared_ptr {
  public:
    shared_ptr();
    shared_ptr(const shared_ptr&);
    ~shared_ptr();
    T* operator->() const;
};
template <class T>
class weak_ptr {
  public:
    ~weak_ptr();
};
template <class P>
class foreign_ptr {
  public:
    foreign_ptr();
    explicit foreign_ptr(P);
    foreign_ptr(foreign_ptr&&);
    ~foreign_ptr();
};
template <class P>
foreign_ptr<P> make_foreign(P);

template <class Clock = int>
class timer {
  public:
    timer();
    template <class F>
    explicit timer(F) {}
    ~timer();
    void arm(int delta);
    void arm_periodic(int delta);
    bool cancel();
};
template <class Exceptions = int>
class basic_semaphore {
  public:
    explicit basic_semaphore(int count);
    ~basic_semaphore();
    future<> wait();
    void signal();
};
using semaphore = basic_semaphore<>;
template <class Clock = int>
class basic_rwlock {
  public:
    ~basic_rwlock();
};
class rwlock {
  public:
    ~rwlock();
};
class shared_mutex {
  public:
    ~shared_mutex();
};
class condition_variable {
  public:
    ~condition_variable();
};
class gate {
  public:
    ~gate();
    void enter();
    void leave();
    future<> close();
};
class abort_source {
  public:
    ~abort_source();
};
template <class T>
class queue {
  public:
    ~queue();
};
class file {
  public:
    ~file();
};
class connected_socket {
  public:
    ~connected_socket();
};
class server_socket {
  public:
    ~server_socket();
};
class udp_channel {
  public:
    ~udp_channel();
};
class pollable_fd {
  public:
    ~pollable_fd();
};
template <class C>
class input_stream {
  public:
    ~input_stream();
};
template <class C>
class output_stream {
  public:
    ~output_stream();
};

class reactor;
reactor& engine();

class smp {
  public:
    template <class F>
    static future<> submit_to(unsigned shard, F&&);
    template <class F>
    static future<> invoke_on_all(F&&);
    template <class F>
    static future<> invoke_on_others(unsigned but, F&&);
};
template <class Service>
class sharded {
  public:
    sharded();
    ~sharded();
    Service& local();
    template <class F>
    future<> invoke_on(unsigned shard, F&&);
    template <class F>
    future<> invoke_on_all(F&&);
    template <class F>
    future<> invoke_on_others(F&&);
    template <class F>
    future<> map(F&&);
    template <class F, class R>
    future<> map_reduce(R&&, F&&);
    template <class F, class I, class R>
    future<> map_reduce0(F&&, I, R&&);
};
namespace alien {
class instance;
template <class F>
void run_on(instance&, unsigned shard, F);
template <class F>
void submit_to(instance&, unsigned shard, F);
} // namespace alien

class app_template {
  public:
    app_template();
    template <class F>
    int run(int argc, char** argv, F&&);
    template <class F>
    int run_deprecated(int argc, char** argv, F&&);
};

} // namespace seastar
