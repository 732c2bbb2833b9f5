// What main builds in a function-local static dies before a static that was built before main, whose destructor still uses it.
#include <asio.h>

class Bus {
  public:
    void send() { timer_.cancel(); }

  private:
    boost::asio::io_context io_;
    boost::asio::steady_timer timer_{io_};
};
Bus& bus() {
    static Bus local; // want "function-local static 'local' is destroyed before 'cache', whose destructor still uses it; never destroy 'local', or use it in the constructor of 'cache' too"
    return local;
}
struct Message {
    Message() { bus().send(); }
};
class Cache {
  public:
    void put() { Message stored; }
    ~Cache() { Message dropped; } // want note "'cache' is destroyed here, and uses it"
};
static Cache cache;

// Its constructor uses it too: it is built before, and dies after.
Bus& early() {
    static Bus first;
    return first;
}
class Careful {
  public:
    Careful() { early().send(); }
    ~Careful() { early().send(); }
};
static Careful careful;

// It is never destroyed.
Bus& leaked() {
    static Bus* forever = new Bus;
    return *forever;
}
class Late {
  public:
    ~Late() { leaked().send(); }
};
static Late late;

int main() {
    cache.put();
    early().send();
    leaked().send();
}
