// What needs the application object must die before it.
#include <qt.h>

#include <memory>

class Desk : public QWidget {
  public:
    explicit Desk(int number) : number_(number) {}

  private:
    int number_;
};

class Program {
  public:
    Program(int& argc, char** argv) : application_(argc, argv) {}
    int exec() {
        desk_ = std::make_unique<Desk>(4);
        other_ = std::make_unique<Desk>(5);
        return QApplication::exec();
    }

  private:
    std::unique_ptr<Desk> desk_; // want "'desk_' is destroyed after the QApplication that it needs; declare it after the application, or end its life first"
    QApplication application_; // want note "the application dies here"
    std::unique_ptr<Desk> other_;
};

int other(int argc, char** argv) {
    Program program(argc, argv);
    return program.exec();
}

int main(int argc, char** argv) {
    std::unique_ptr<Desk> desk; // want "'desk' is destroyed after the QApplication that it needs; declare it after the application, or end its life first"
    std::unique_ptr<Desk> closed;
    std::unique_ptr<int> number;
    QApplication app(argc, argv);
    std::unique_ptr<Desk> inner = std::make_unique<Desk>(3);
    number = std::make_unique<int>(1);
    desk = std::make_unique<Desk>(*number);
    closed = std::make_unique<Desk>(2);
    const int code = QApplication::exec();
    closed.reset();
    return code; // want note "the application dies here"
}
