// Children move to a thread with their parent; members without a parent stay where they were made.
#include <qt.h>

class Poller : public QObject {
  public:
    Poller() = default; // want note "'timer_' is bound here"
    void begin() {
        timer_.start(100); // want "'timer_' belongs to the main thread but is used here in the thread 'thread_', to which the 'Poller' that it is a member of was moved; give it 'this' as its parent, so that it moves along"
    }

  private:
    QTimer timer_;
};

class Station {
  public:
    Station() {
        poller_->moveToThread(&thread_); // want note "'Poller' is moved here"
        QObject::connect(&thread_, &QThread::started, poller_, &Poller::begin); // want note "handed over here"
        QObject::connect(&thread_, &QThread::finished, poller_, &QObject::deleteLater);
        thread_.start();
    }
    ~Station() {
        thread_.quit();
        thread_.wait();
    }

  private:
    Poller* poller_ = new Poller;
    QThread thread_;
};

// It is a child: in the initialiser, or by the constructor.
class Follower : public QObject {
  public:
    Follower() : second_(this) {}
    void begin() {
        first_.start(100);
        second_.start(100);
    }

  private:
    QTimer first_{this}, second_;
};

class FollowerStation {
  public:
    FollowerStation() {
        follower_->moveToThread(&thread_);
        QObject::connect(&thread_, &QThread::started, follower_, &Follower::begin);
        QObject::connect(&thread_, &QThread::finished, follower_, &QObject::deleteLater);
        thread_.start();
    }
    ~FollowerStation() {
        thread_.quit();
        thread_.wait();
    }

  private:
    Follower* follower_ = new Follower;
    QThread thread_;
};

int main() {
    int argc = 0;
    QCoreApplication application(argc, nullptr);
    Station station;
    FollowerStation followers;
    return application.exec();
}
