// A timer needs a loop in the thread that starts it; what a server hands out belongs to the thread that took it; only an object's own thread may move it.
#include <qt.h>
#include <thread.h>

class Engine : public QObject {
  public:
    void begin() { QTimer::singleShot(10, this, [this] { tick(); }); }

  private:
    void tick() {}
};
class Turbine : public QObject {};
class EngineThread : public QThread {
  public:
    EngineThread() : pulled_(new Engine), pushed_(new Turbine) { pushed_->moveToThread(this); }
    ~EngineThread() {
        quit();
        wait();
    }

  protected:
    void run() override {
        pulled_->moveToThread(this); // want "'Engine' belongs to the main thread but is moved to another thread here in the thread 'EngineThread'; only its own thread may move it"
        exec();
    }

  private:
    Engine* pulled_;
    Turbine* pushed_;
};

class Hub : public QObject {
  public:
    Hub() {
        connect(&server_, &QTcpServer::newConnection, this, [this] { client_ = server_.nextPendingConnection(); });
        server_.listen();
    }
    void send() { client_->write("hello"); } // want "'client_' belongs to the main thread but is used here in the thread started in 'main'; hand the call over to its thread"

  private:
    QTcpServer server_;
    QTcpSocket* client_ = nullptr;
};

class Watch : public QObject {
  public:
    void changed() { QTimer::singleShot(300, [this] { scan(); }); } // want "'QTimer::singleShot' may only be called in a thread that runs a loop of 'qt', but is called here in the thread started in 'main'"
    void changedAtHome() { QTimer::singleShot(300, this, [this] { scan(); }); }

  private:
    void scan() {}
};

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    EngineThread engines;
    engines.start();
    Hub hub;
    Watch watch;
    std::thread sender([&] { hub.send(); });
    std::thread watcher([&] {
        watch.changed();
        watch.changedAtHome();
    });
    const int code = QApplication::exec();
    sender.join();
    watcher.join();
    return code;
}
