// main's helpers live in another unit; the order is main's.
//--- window.h
#include <qt.h>
class Window : public QObject {
  public:
    Window();
    QTimer* timer;
};
//--- window.cpp
#include "window.h"
Window::Window() : timer(new QTimer(this)) {} // want note "built here"
//--- main.cpp
#include "window.h"
int main(int argc, char** argv) {
    Window window; // want "a QTimer is built before the QApplication that it needs"
    QApplication app(argc, argv); // want note "the application object is built here"
    return QApplication::exec();
}
