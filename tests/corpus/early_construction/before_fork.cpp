// A loop that main makes before the program goes into the background, and runs in the child.
#include <asio.h>
#include <posix.h>

class Server {
  public:
    Server() : timer_(io_) {}
    void run() { io_.run(); }

  private:
    boost::asio::io_context io_;
    boost::asio::steady_timer timer_;
};

void background() {
    if (int pid = fork()) {
        if (pid > 0) _exit(0);
        _exit(1);
    }
}

int main(int argc, char**) {
    Server server; // want "the loop of 'server' is made before the program goes into the background, and run after it; make it in the child, or tell it of the fork"
    if (argc > 1) background(); // want note "the program goes into the background here"
    server.run(); // want note "the loop is run here"
}
