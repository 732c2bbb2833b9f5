// Variables that are assigned to each other, and to themselves: what they stand for is not known.
#include <asio.h>
#include <thread.h>

namespace asio = boost::asio;

class Node {
  public:
    void start() {
        first_ = std::thread([this] { io_.run(); });
        second_ = std::thread([this] { io_.run(); });
        asio::post(io_, [this] { walk(); });
        asio::post(io_, [this] { step(); });
    }
    void walk() {
        Node *a = next_, *b;
        for (int i = 0; i < 3; ++i) {
            b = a;
            a = b;
            b->step();
        }
        Node* self = self;
        self->step();
        asio::post(io_, [self] { self->timer_.cancel(); }); // want "'timer_' is used here and in another handler of the loop 'io_', which several threads run; put both on one strand"
    }
    void step() { timer_.expires_after(10); }
    void stop() {
        io_.stop();
        first_.join();
        second_.join();
    }

  private:
    Node* next_ = nullptr;
    asio::io_context io_;
    asio::steady_timer timer_{io_};
    std::thread first_, second_;
};

int main() {
    Node node;
    node.start();
    node.stop();
}
