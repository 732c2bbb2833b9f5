// In main the application object comes first: a QObject with a loop needs it.
#include <qt.h>

#include <memory>

struct Server {
    Server() : manager(new QNetworkAccessManager) {} // want note "built here"
    QNetworkAccessManager* manager;
};

int main(int argc, char** argv) {
    QTimer timer; // want "'timer' (QTimer) is built before the QApplication that it needs; create it after the application object, as its child"
    auto* window = new QWidget; // want "a QWidget is built before the QApplication that it needs; create it in main, after the QApplication"
    auto server = std::make_unique<QTcpServer>(); // want "QTcpServer) is built before the QApplication"
    Server hidden; // want "a QNetworkAccessManager is built before the QApplication that it needs"
    QApplication app(argc, argv); // want note "the application object is built here"
    QTimer late;
    return QApplication::exec();
}
