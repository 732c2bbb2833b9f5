// A construction that takes its loop as an argument is judged by that loop, also when the static
// keeps only a pointer.
#include <asio.h>

namespace asio = boost::asio;

extern asio::io_context io;

struct Poller {
    Poller() : timer(new asio::steady_timer(io)) {} // want note "built here"
    asio::steady_timer* timer;
};
static Poller poller; // want "the initializer of 'poller' binds a boost::asio::basic_waitable_timer to 'io', but 'io' is defined in another unit and may not be built yet; make it a member of an object that lives in main, on the context it runs on"

// A context that is made on first use is there; a context of this unit, defined before, too.
asio::io_context& context() {
    static asio::io_context instance;
    return instance;
}
static asio::steady_timer* fine = new asio::steady_timer(context());
asio::io_context own;
static asio::steady_timer* alsoFine = new asio::steady_timer(own);
