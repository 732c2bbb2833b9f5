// An application class of one's own is an application object; so is one on the heap.
#include <qt.h>

class App : public QApplication {
  public:
    using QApplication::QApplication;
};
class DeepApp : public App {
  public:
    using App::App;
};

int main(int argc, char** argv) {
    QTimer early; // want "'early' (QTimer) is built before the DeepApp that it needs"
    auto* app = new DeepApp(argc, argv); // want note "the application object is built here"
    QTimer late;
    return app->exec();
}
