// Threads that run a loop, and that nothing joins.
#include <asio.h>
#include <uv.h>
#include <thread.h>

namespace asio = boost::asio;

class Plugin {
  public:
    virtual ~Plugin() = default;
    virtual void stop() = 0;
};

class Feed final : public Plugin {
  public:
    Feed()
        : thread_([this] { // want "'thread_' is started here to run the loop 'io_', and nothing joins it: the end of 'Feed' ends the program; stop the loop and join the thread first"
              io_.run(); // want note "the loop is run here"
          }) {}
    void stop() override { isEnabled_ = false; }
    bool isRunning() const { return isEnabled_ && thread_.joinable(); }

  private:
    bool isEnabled_ = true;
    asio::io_context io_;
    std::thread thread_; // want note "it is destroyed here while it is joinable: std::terminate()"
};

static void serve() {
    uv_loop_t loop;
    uv_loop_init(&loop);
    std::thread runner([&loop] { uv_run(&loop, 0); }); // want "'runner' is started here to run the loop 'loop', and nothing joins it: the end of 'runner' ends the program; stop the loop and join the thread first"
}

int main() {
    Feed feed;
    feed.stop();
    serve();
}
