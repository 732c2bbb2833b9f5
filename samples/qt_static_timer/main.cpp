// The article's bug on Qt: a global ticker starts its timer before the QCoreApplication, and with
// it the event loop, exists. Qt warns, and the tick never comes.
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

// !!! Create the ticker !!!
Ticker ticker;

void print_outcome() { std::puts(ticker.ticks() > 0 ? "ticked" : "never ticked"); }

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    std::puts("service started");
    QTimer::singleShot(300, &application, &QCoreApplication::quit);
    const int status = application.exec();
    print_outcome();
    std::puts("service stopped");
    return status;
}
