// A QObject with a loop of its thread needs the application object: a static one is built before
// it and destroyed after it.
#include <qt.h>

QTimer timer; // want "'timer' (QTimer) is built before the application object and destroyed after it; create it after the application object, as its child"
QWidget window; // want "'window' (QWidget) is built before the application object and destroyed after it; create it in main, after the QApplication"

class Poller : public QTimer {};
static Poller poller; // want "'poller' (Poller) is built before the application object"

QNetworkAccessManager& network() {
    static QNetworkAccessManager manager; // want "function-local static 'manager' (QNetworkAccessManager) is destroyed after the application object; create it after the application object, as its child"
    return manager;
}

// On the heap from a static initialiser it is as early; that the pointer is static is not the
// point, so it is the construction's finding.
static QTimer* early = new QTimer; // want "the initializer of 'early' builds a QTimer before main, when no application object exists"

int main(int argc, char** argv) {
    QCoreApplication app(argc, argv);
    return QCoreApplication::exec();
}
