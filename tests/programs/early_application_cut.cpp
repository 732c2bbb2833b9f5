// The same window, after the application object.
//--- window.h
#include <qt.h>
class Window : public QObject {
  public:
    Window();
    QTimer* timer;
};
//--- window.cpp
#include "window.h"
Window::Window() : timer(new QTimer(this)) {}
//--- main.cpp
#include "window.h"
int main(int argc, char** argv) {
    QApplication app(argc, argv);
    Window window;
    return QApplication::exec();
}
