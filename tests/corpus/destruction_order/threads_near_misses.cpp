// The thread has ended when its loop dies.
#include <asio.h>
#include <qt.h>
#include <thread.h>

#include <memory>
#include <vector>

namespace asio = boost::asio;

// Waits until it is opened, in a way that no model speaks of.
class Gate {
  public:
    void open();
    void wait();
};

class Joined {
  public:
    void start() {
        thread_ = std::thread([this] { io_.run(); });
    }
    ~Joined() {
        io_.stop();
        thread_.join();
    }

  private:
    asio::io_context io_;
    std::thread thread_;
};

// It joins before the loop that is declared before it dies.
class Tidy {
  public:
    Tidy() : thread_([this] { io_.run(); }) {}
    ~Tidy() { io_.stop(); }

  private:
    asio::io_context io_;
    std::jthread thread_;
};

// Let go, but the destructor waits until the thread says that it is done.
class Handshake {
  public:
    Handshake() {
        std::thread([this] {
            io_.run();
            ended_.open();
        }).detach();
    }
    ~Handshake() {
        io_.stop();
        ended_.wait();
    }

  private:
    asio::io_context io_;
    Gate ended_;
};

// The thread keeps the loop: it owns it too.
void shared() {
    auto io = std::make_shared<asio::io_context>();
    std::thread([io] { io->run(); }).detach();
}

class Reader {
  public:
    void start() { thread_.start(); }
    ~Reader() {
        thread_.quit();
        thread_.wait();
    }

  private:
    QThread thread_;
};

// A handler waits for it while the loop runs.
class Import : public QThread {
  protected:
    void run() override {}
};
// Threads in a container end first: the program does not get to the loop.
void server() {
    boost::asio::io_context io;
    std::vector<std::thread> crew;
    for (int i = 0; i < 3; ++i) crew.emplace_back([&io] { io.run(); });
    io.run();
}
// The function that starts the thread waits for it.
class Preload {
  public:
    void load() {
        std::thread loop([this] { io_.run(); });
        loop.join();
    }

  private:
    boost::asio::io_context io_;
};

int main(int argc, char** argv) {
    QCoreApplication app(argc, argv);
    Import import;
    QObject::connect(&import, &QThread::finished, &app, [&import] { import.wait(); });
    import.start();
    QCoreApplication::exec();
    server();
    Preload preload;
    preload.load();
    Joined joined;
    joined.start();
    Tidy tidy;
    Handshake handshake;
    shared();
    Reader reader;
    reader.start();
}
