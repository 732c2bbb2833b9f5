// What is done before the thread starts or after it was joined is no use from outside.
#include <qt.h>

class Worker : public QObject {
  public:
    Worker() : timer_(new QTimer(this)) {}
    void prepare() { timer_->start(5); }
    void finish() { timer_->stop(); }

  private:
    QTimer* timer_;
};

int main(int argc, char** argv) {
    QCoreApplication app(argc, argv);
    QThread thread;
    Worker worker;
    worker.moveToThread(&thread);
    worker.prepare();
    thread.start();
    const int code = QCoreApplication::exec();
    thread.quit();
    thread.wait();
    worker.finish();
    return code;
}
