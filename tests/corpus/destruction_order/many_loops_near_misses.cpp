#include <asio.h>
#include <thread.h>

#include <memory>
#include <vector>

namespace asio = boost::asio;

// A class of loops of which each thread has one of its own: main's is not run by the others. They
// are joined too, by the end of the object that has them.
class Lane : public asio::io_context {
  public:
    unsigned long serve() { return run(); }
};

class Lanes {
  public:
    Lanes() {
        for (int number = 0; number < 2; ++number)
            threads_.emplace_back([] {
                Lane lane;
                lane.serve();
            });
    }

  private:
    std::vector<std::jthread> threads_;
};

unsigned long drive(Lane& lane) {
    const Lanes others;
    return lane.serve();
}

int main() {
    auto lane = std::make_unique<Lane>();
    return static_cast<int>(drive(*lane));
}
