// A loop in a base of several parts: which part's it is that something is bound to, the class of
// the loop does not tell.
#include <asio.h>
#include <thread.h>

namespace asio = boost::asio;

class Service {
  protected:
    asio::io_context& io() { return io_; }

  private:
    asio::io_context io_;
};

class Resolver : public Service {
  public:
    void resolve();
};

// What is bound to a member of the derived class dies with the base, after it.
class Transport {
  protected:
    explicit Transport(asio::io_context& io) : retry_(io) {}

  private:
    asio::steady_timer retry_;
};
class Peer : public Transport {
  public:
    Peer() : Transport(own_) {}

  private:
    asio::io_context own_; // want "the loop 'own_' is a member, built after the base class whose 'retry_' is bound to it, and destroyed before it; keep the loop in a base class that comes first"
};
// A base that comes first has the loop.
class Context {
  protected:
    asio::io_context io_of_base_;
};
class OrderedTransport {
  protected:
    explicit OrderedTransport(asio::io_context& io) : retry_(io) {}

  private:
    asio::steady_timer retry_;
};
class OrderedPeer : private Context, public OrderedTransport {
  public:
    OrderedPeer() : OrderedTransport(io_of_base_) {}
};

// Its timer is on its own loop, that of its base; the part that dies first has another one.
class Server : private Service {
  public:
    Server() : timer_(io()) {}
    ~Server() {}

  private:
    asio::steady_timer timer_;
    Resolver resolver_;
};

// Two parts, each with its own loop and what is bound to it: in whatever order they go.
class Client : private Service {
  public:
    Client() : timer_(io()) {}

  private:
    asio::steady_timer timer_;
};
class Node {
  public:
    Node() : client_(new Client), resolver_(new Resolver) {}
    void stop() {
        delete resolver_;
        resolver_ = nullptr;
        delete client_;
        client_ = nullptr;
    }

  private:
    Client* client_;
    Resolver* resolver_;
};

// The only part with a loop: it is that one.
class Worker {
  public:
    asio::io_context io;
};
class Owner {
  public:
    Owner() : timer_(worker_.io) {}
    ~Owner() {}

  private:
    asio::steady_timer timer_; // want "'timer_' is bound to the loop 'worker_', a member that is destroyed before it; declare 'worker_' before 'timer_'"
    Worker worker_;
};

int main() {
    Server server;
    Node node;
    node.stop();
    Owner owner;
    Peer peer;
    OrderedPeer ordered;
}
