// Objects that were moved to a thread and die in another.
#include <qt.h>

#include <memory>

class Worker : public QObject {
  public:
    void work();
};

class Owner {
  public:
    void start() {
        worker_ = std::make_unique<Worker>();
        worker_->moveToThread(&thread_); // want note "it is moved to its thread here"
        thread_.start();
    }
    void stop() {
        worker_.reset(); // want "'worker_' belongs to the thread 'thread_' but is destroyed here in the main thread; let its thread destroy it"
        thread_.quit();
        thread_.wait();
    }

  private:
    QThread thread_;
    std::unique_ptr<Worker> worker_;
};

// After wait(), but with a timer of its own that was never stopped.
class Poller : public QObject {
  public:
    Poller() {
        auto* timer = new QTimer(this);
        timer->start(20); // want note "the timer is started here"
    }
};

class Store {
  public:
    Store() {
        poller_.moveToThread(&thread_);
        thread_.start();
    }
    ~Store() {
        thread_.quit();
        thread_.wait();
    }

  private:
    QThread thread_;
    Poller poller_; // want "'poller_' belongs to the thread 'thread_' and has a timer running there, but is destroyed in the main thread; let its thread destroy it"
};

int main(int argc, char** argv) {
    QCoreApplication app(argc, argv);
    Owner owner;
    owner.start();
    owner.stop();
    Store store;
    return app.exec();
}
