// A loop that a function makes, runs and gives up is run by nobody else, in however many threads
// the function is.
#include <asio.h>
#include <qt.h>

class Resolve : public QRunnable {
  public:
    void run() override {
        boost::asio::io_context io;
        boost::asio::steady_timer timer(io);
        io.run();
    }
};

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    QThreadPool pool;
    pool.start(new Resolve);
    pool.start(new Resolve);
    return QApplication::exec();
}
