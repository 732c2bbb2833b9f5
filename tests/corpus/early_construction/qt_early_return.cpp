// A main that may return before it builds the application: what it built until then was too early.
#include <qt.h>

class Lock : public QObject {
  public:
    Lock() { server_.listen(); }
    bool isMine() const { return true; }

  private:
    QTcpServer server_;
};

int main(int argc, char** argv) {
    Lock lock; // want "'server_' (QTcpServer) is built before the QApplication that it needs"
    if (!lock.isMine()) return 1;
    QApplication app(argc, argv); // want note "the application object is built here"
    QTimer late;
    return QApplication::exec();
}
