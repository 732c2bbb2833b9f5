// Initialisers that build nothing bound, or nothing that stays.
#include <loop.h>
#include <qt.h>

#include <functional>

// The function is named, not called.
static loop::Event& (*accessor)();
loop::Event* make() { return new loop::Event; }
static loop::Event* (*factory)() = make;
static std::function<loop::Event*()> deferred = make;

// Only where a condition says so: it may never run.
bool isServer();
static int maybe = isServer() ? (make(), 1) : 0;
struct Optional {
    Optional() {
        if (isServer()) event = make();
    }
    loop::Event* event = nullptr;
};
static Optional optional;

// A coroutine-like object that waits for its start; a method nobody calls before main.
struct Service {
    void start() { event = make(); }
    loop::Event* event = nullptr;
};
static Service service;

// A local of the initialiser is gone before main.
int probe() {
    loop::Event scratch;
    return scratch.is_set();
}
static int probed = probe();

// thread_local: built by each thread on its own first use.
thread_local loop::Event* mine = make();

// Built in main, on first use.
loop::Event& onFirstUse() {
    static loop::Event* event = new loop::Event;
    return *event;
}

// A static of a QObject type that is no bound type; setters that are allowed before the
// application exists.
int main(int argc, char** argv) {
    QCoreApplication::setApplicationName("demo");
    QCoreApplication::setOrganizationName("house");
    QCoreApplication::setAttribute(1);
    QGuiApplication::setQuitOnLastWindowClosed(false);
    QGuiApplication::setDesktopFileName("demo");
    QMutex mutex;
    QThreadPool pool;
    QApplication app(argc, argv);
    QTimer timer;
    auto* window = new QWidget;
    timer.start(onFirstUse().is_set());
    window->show();
    return QApplication::exec();
}
