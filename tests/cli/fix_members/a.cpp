namespace asio {
class io_context {
  public:
    io_context();
    ~io_context();
    unsigned long run();
};
template <class Clock>
class basic_waitable_timer {
  public:
    explicit basic_waitable_timer(io_context&);
    ~basic_waitable_timer();
};
struct steady_clock {};
using steady_timer = basic_waitable_timer<steady_clock>;
} // namespace asio

class Server {
  public:
    Server() : timer_(io_) {}
    ~Server() {}

  private:
    // Ticks once a second.
    asio::steady_timer timer_;
    int count_ = 0;
    // All that the server waits for.
    asio::io_context io_; // run by serve()
};

int main() { Server server; }
