// An argument of a constructor is a parent only if it gets through to the library's constructor.
#include <qt.h>

class Engine : public QObject {
  public:
    void spin() {}
};

class Screen : public QWidget {
  public:
    explicit Screen(Engine* engine) : QWidget(nullptr), engine_(engine) {}
    void draw() { show(); }

  private:
    Engine* engine_;
};

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    QThread thread;
    Engine engine;
    engine.moveToThread(&thread);
    Screen screen(&engine);
    QObject::connect(&thread, &QThread::started, &engine, &Engine::spin);
    QObject::connect(&engine, &QObject::deleteLater, &screen, &Screen::draw);
    thread.start();
    screen.draw();
    const int code = QApplication::exec();
    thread.quit();
    thread.wait();
    return code;
}
