// The object moves itself first and makes its child then, in the thread that it left.
// checks: -*,loop-parent-mismatch
#include <qt.h>

class Queue : public QObject {
  public:
    explicit Queue(QThread* thread) {
        moveToThread(thread); // want note "'Queue' is moved here"
        timer_ = new QTimer(this); // want "a QTimer is made a child of 'Queue' here in the main thread, but 'Queue' was moved to the thread 'worker' before; move it when its children are made"
    }

  private:
    QTimer* timer_;
};

// The thread object belongs to the thread that made it, not to the one that it runs.
class Poller : public QThread {
  protected:
    void run() override {
        auto* timer = new QTimer(this); // want "a QTimer is made a child of the thread object here in the thread 'Poller', but the thread object belongs to the thread that made it; make it without a parent"
        timer->start(10);
        exec();
    }
};

class Worker : public QObject {
  public:
    explicit Worker(QObject* parent) : QObject(parent) {}
};

// What has a parent is not moved.
class Window : public QObject {
  public:
    void start() {
        auto* worker = new Worker(this); // want note "it is given its parent here"
        worker->moveToThread(&thread_); // want "'Worker' is moved to a thread here, but it has the parent 'Window', so it stays; make it without a parent"
        thread_.start();
    }

  private:
    QThread thread_;
};

int main(int argc, char** argv) {
    QCoreApplication app(argc, argv);
    QThread worker;
    Queue queue(&worker);
    worker.start();
    Poller poller;
    poller.start();
    Window window;
    window.start();
    return app.exec();
}
