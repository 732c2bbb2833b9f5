// qt_static_timer, put right: the ticker is made after the QCoreApplication, in main.
#include <QCoreApplication>
#include <QTimer>
#include <cstdio>

class Ticker {
  public:
    Ticker() {
        timer_.callOnTimeout([this] { ++ticks_; });
        timer_.start(20);
    }

    int ticks() const { return ticks_; }

  private:
    QTimer timer_;
    int ticks_ = 0;
};

void print_outcome(const Ticker& ticker) {
    std::puts(ticker.ticks() > 0 ? "ticked" : "never ticked");
}

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    Ticker ticker;
    std::puts("service started");
    QTimer::singleShot(300, &application, &QCoreApplication::quit);
    const int status = application.exec();
    print_outcome(ticker);
    std::puts("service stopped");
    return status;
}
