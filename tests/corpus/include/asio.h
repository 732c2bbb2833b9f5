#pragma once
// A look-alike of Boost.Asio: the names that the model speaks of, and nothing behind them.

namespace boost::asio {

class executor_type {};
class any_io_executor {
  public:
    any_io_executor(executor_type);
};

class io_context {
  public:
    io_context();
    explicit io_context(int concurrency_hint);
    ~io_context();
    unsigned long run();
    unsigned long poll();
    void stop();
    executor_type get_executor();
};

class thread_pool {
  public:
    explicit thread_pool(int threads);
    ~thread_pool();
    void stop();
    void join();
    executor_type get_executor();
};

template <class Clock, class Executor = any_io_executor>
class basic_waitable_timer {
  public:
    explicit basic_waitable_timer(io_context&);
    explicit basic_waitable_timer(const Executor&);
    basic_waitable_timer(io_context&, int after);
    basic_waitable_timer(basic_waitable_timer&&);
    ~basic_waitable_timer();
    void expires_after(int);
    template <class Handler>
    void async_wait(Handler&&) {}
    void cancel();
    Executor get_executor();
};
struct steady_clock {};
using steady_timer = basic_waitable_timer<steady_clock>;

template <class Protocol, class Executor>
class basic_socket {
  public:
    template <class Handler>
    void async_connect(int endpoint, Handler&&) {}
    void close();
};
template <class Protocol, class Executor = any_io_executor>
class basic_stream_socket : public basic_socket<Protocol, Executor> {
  public:
    explicit basic_stream_socket(io_context&);
    basic_stream_socket(basic_stream_socket&&);
    ~basic_stream_socket();
    template <class Handler>
    void async_read_some(char* into, Handler&&) {}
};
template <class Executor = any_io_executor>
class basic_signal_set {
  public:
    basic_signal_set(io_context&, int signal);
    ~basic_signal_set();
    template <class Handler>
    void async_wait(Handler&&) {}
};
using signal_set = basic_signal_set<>;

namespace ip {
struct tcp {
    using socket = basic_stream_socket<tcp>;
};
} // namespace ip

template <class Protocol, class Executor = any_io_executor>
class basic_socket_acceptor {
  public:
    basic_socket_acceptor(io_context&, int port);
    ~basic_socket_acceptor();
    template <class Handler>
    void async_accept(Handler&&) {}
    template <class Handler>
    void async_accept(io_context&, Handler&&) {}
    typename Protocol::socket accept();
};
using acceptor = basic_socket_acceptor<ip::tcp>;

template <class Executor>
class executor_work_guard {
  public:
    explicit executor_work_guard(const Executor&);
    ~executor_work_guard();
};

template <class Executor>
class strand {
  public:
    explicit strand(const Executor&);
};
strand<executor_type> make_strand(io_context&);

template <class Executor, class Handler>
void post(Executor&&, Handler&&) {}
template <class Handler>
void post(Handler&&) {}
template <class Executor, class Handler>
Handler bind_executor(const Executor&, Handler handler) {
    return handler;
}

} // namespace boost::asio
