// What main builds in a function-local static dies before a static that was built before main, whose destructor still uses it.
#include <asio.h>
#include <event.h>

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

// A library's object that only its destructor gives back.
extern "C" int open_line(evhttp_connection** line);
class Line {
  public:
    Line() { open_line(&connection_); }
    ~Line() { evhttp_connection_free(connection_); }
    void use() { evhttp_connection_set_timeout(connection_, 1); }

  private:
    evhttp_connection* connection_ = nullptr;
};
Line& line() {
    static Line local; // want "function-local static 'local' is destroyed before 'directory', whose destructor still uses it; never destroy 'local', or use it in the constructor of 'directory' too"
    return local;
}
class Directory {
  public:
    void ask() { line().use(); }
    ~Directory() { ask(); } // want note "'directory' is destroyed here, and uses it"
};
static Directory directory;

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
    directory.ask();
    early().send();
    leaked().send();
}
