// The children first, then the move: they go along.
// checks: -*,loop-parent-mismatch
#include <qt.h>

class Queue : public QObject {
  public:
    explicit Queue(QThread* thread) : member_(this) {
        timer_ = new QTimer(this);
        moveToThread(thread);
    }

  private:
    QTimer member_;
    QTimer* timer_;
};

// A constructor that is inherited gives the parent on: the children of the children go along too.
class Tally : public QObject {
  public:
    using QObject::QObject;
    void add() { flush_ = new QTimer(this); }

  private:
    QTimer* flush_ = nullptr;
};
class Hasher : public QObject {
  public:
    Hasher() : tally_(new Tally(this)) {}
    void hash() { tally_->add(); }

  private:
    Tally* tally_;
};

// Made in the thread, without a parent, or with one that was made there too.
class Poller : public QThread {
  protected:
    void run() override {
        QObject owner;
        auto* timer = new QTimer(&owner);
        QTimer other;
        timer->start(10);
        other.start(10);
        exec();
    }
};

// Children that the object makes where it runs.
class Worker : public QObject {
  public:
    void begin() {
        auto* timer = new QTimer(this);
        timer->start(10);
    }
};

// Children of the thread object that are made where it was made.
class Owner : public QThread {
  public:
    Owner() { timer_ = new QTimer(this); }

  private:
    QTimer* timer_;
};

int main(int argc, char** argv) {
    QCoreApplication app(argc, argv);
    QThread thread;
    Queue queue(&thread);
    auto* worker = new Worker;
    worker->moveToThread(&thread);
    QObject::connect(&thread, &QThread::started, worker, &Worker::begin);
    thread.start();
    auto* hasher = new Hasher;
    hasher->moveToThread(&thread);
    QMetaObject::invokeMethod(hasher, [hasher] { hasher->hash(); }, Qt::QueuedConnection);
    Poller poller;
    poller.start();
    Owner owner;
    return app.exec();
}
