// How a static's members come by their loop is followed through constructors and calls, and told.
#include <asio.h>

namespace asio = boost::asio;

extern asio::io_context io;

asio::io_context& defaultContext() { return io; }

class Session {
  public:
    explicit Session(asio::io_context& context) : timer_(context) {} // want note "bound to the loop here"

  private:
    asio::steady_timer timer_;
};
class Pool {
  public:
    Pool() : session_(defaultContext()) {} // want note "called from here, during static initialization"

  private:
    Session session_;
};
Pool pool; // want "static 'pool.session_.timer_' (boost::asio::basic_waitable_timer) is bound to 'io', but 'io' is defined in another unit"
