// A child of the application, made when it exists, is static only as a pointer.
#include <qt.h>

class Settings : public QObject {
  public:
    static Settings* instance() {
        static auto* settings = new Settings(QCoreApplication::instance());
        return settings;
    }
    void save() { timer_.start(5); }

  private:
    explicit Settings(QObject* parent) : QObject(parent) {}
    QTimer timer_{this};
};

int main(int argc, char** argv) {
    QCoreApplication app(argc, argv);
    Settings::instance()->save();
    return QCoreApplication::exec();
}
