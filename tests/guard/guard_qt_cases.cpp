// Programs on Qt for the guard's tests, by name: each is run in a process of its own.
#include <QCoreApplication>
#include <QObject>
#include <QThread>
#include <QTimer>
#include <cstdio>
#include <functional>
#include <map>
#include <memory>
#include <string>

static void in_other_thread(const std::function<void()>& work) {
    const std::unique_ptr<QThread> thread(QThread::create(work));
    thread->start();
    thread->wait();
}

// --- wrong ---------------------------------------------------------------------------------------

static void foreign_timer() {
    QTimer timer;
    in_other_thread([&] {
        timer.start(1000);    // marker: foreign_timer
        std::puts("started"); // the call above is not the last one: its frame stays on the stack
    });
}

static void foreign_child() {
    QObject parent; // marker: foreign_parent
    in_other_thread([&] {
        new QObject(&parent); // marker: foreign_child
        std::puts("made");
    });
}

// --- right ---------------------------------------------------------------------------------------

static void own_thread() {
    QTimer timer;
    timer.start(1);
    in_other_thread([] { QTimer own; });
}

static void program_message(QtMsgType, const QMessageLogContext&, const QString& text) {
    std::printf("handled: %s\n", qPrintable(text));
}

// The program's own message handler gets its messages, and is the one that is found installed.
static void own_handler() {
    const auto qt_handler = qInstallMessageHandler(program_message);
    qWarning("hello");
    std::puts(qInstallMessageHandler(nullptr) == program_message ? "mine" : "not mine");
    std::puts(qInstallMessageHandler(nullptr) == qt_handler ? "Qt's" : "not Qt's");
}

int main(int argc, char** argv) {
    const std::string name = argc > 1 ? argv[1] : "";
    std::unique_ptr<QTimer> early;
    if (name == "before_application") early = std::make_unique<QTimer>(); // marker: early
    // Made and gone before the application: no loop will be missed.
    if (name == "gone_before_application") std::make_unique<QTimer>().reset();
    QCoreApplication application(argc, argv);
    const std::map<std::string, void (*)()> cases = {{"foreign_timer", foreign_timer},
                                                     {"foreign_child", foreign_child},
                                                     {"own_thread", own_thread},
                                                     {"own_handler", own_handler}};
    if (const auto found = cases.find(name); found != cases.end()) found->second();
    std::puts("done");
}
