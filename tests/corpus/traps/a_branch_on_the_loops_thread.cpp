// `if (in the loop's thread) do it; else hand it over`: both arms are right.
#include <qt.h>

class Meter : public QObject {
  public:
    Meter() : timer_(new QTimer(this)) {}
    void reset() {
        if (QThread::currentThread() == thread()) {
            timer_->start(5);
        } else {
            QMetaObject::invokeMethod(this, [this] { timer_->start(5); });
        }
    }
    void resetEarly() {
        if (QThread::currentThread() != thread()) {
            QMetaObject::invokeMethod(this, [this] { resetEarly(); });
            return;
        }
        timer_->start(5);
    }

  private:
    QTimer* timer_;
};

int main(int argc, char** argv) {
    QCoreApplication app(argc, argv);
    Meter meter;
    QThread* thread = QThread::create([&meter] {
        meter.reset();
        meter.resetEarly();
    });
    thread->start();
    const int code = QCoreApplication::exec();
    thread->wait();
    return code;
}
