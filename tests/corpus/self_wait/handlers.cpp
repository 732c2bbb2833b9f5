// The library calls event handlers in the thread of the object: a blocking call to a child of it
// waits for this very thread.
#include <qt.h>

class Archive : public QObject {
  public:
    Archive(const char* path, QObject* parent) : QObject(parent), path_(path) {}
    void flush() {}

  private:
    const char* path_;
};

class Mail : public QWidget {
  public:
    Mail() : archive_(new Archive("inbox", this)) {}

  protected:
    void closeEvent(int) override {
        QMetaObject::invokeMethod(archive_, "flush", Qt::BlockingQueuedConnection); // want "'QMetaObject::invokeMethod' hands a callable to the main thread and waits for it, but is called here in that very thread"
    }

  private:
    Archive* archive_;
};

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    Mail mail;
    mail.show();
    return QApplication::exec();
}
