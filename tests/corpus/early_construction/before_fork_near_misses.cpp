// The loop is made in the child; the child is another program, and the parent goes on.
#include <asio.h>
#include <posix.h>

void background() {
    int pid = fork();
    if (pid != 0) _exit(0);
}

void startHelper() {
    int pid = fork();
    if (pid == 0) {
        execl("/bin/true", "true", nullptr);
        _exit(1);
    }
}

int main(int argc, char**) {
    if (argc > 1) background();
    boost::asio::io_context io;
    boost::asio::steady_timer timer(io);
    startHelper();
    io.run();
}
