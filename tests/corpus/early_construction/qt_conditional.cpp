// With or without a screen: which application object is made is decided at run time, but one is.
// What follows is as it should be; a main that never makes one has other worries.
#include <qt.h>

int runPlain(int argc, char** argv) {
    QCoreApplication app(argc, argv);
    QTimer timer;
    return QCoreApplication::exec();
}

QCoreApplication* create(bool hasScreen, int& argc, char** argv) {
    if (hasScreen) return new QApplication(argc, argv);
    return new QCoreApplication(argc, argv);
}

int main(int argc, char** argv) {
    if (argc > 1) return runPlain(argc, argv);
    QCoreApplication* app = create(argc == 1, argc, argv);
    QTimer timer;
    QTcpServer server;
    return app->exec();
}
