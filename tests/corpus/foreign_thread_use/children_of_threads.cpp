// A child of a thread object lives where that object was built, not in the thread that it is.
#include <qt.h>

class Fetcher : public QThread {
  public:
    Fetcher() : retry_(new QTimer(this)) {}
    void run() override {
        retry_->start(5); // want "'retry_' belongs to the main thread but is used here in the thread 'Fetcher'; hand the call over to its thread"
        exec();
    }

  private:
    QTimer* retry_;
};

// It builds its own in there.
class Careful : public QThread {
    void run() override {
        QTimer retry;
        retry.start(5);
        exec();
    }
};

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    Fetcher fetcher;
    Careful careful;
    fetcher.start();
    careful.start();
    const int result = app.exec();
    fetcher.quit(), fetcher.wait();
    careful.quit(), careful.wait();
    return result;
}
