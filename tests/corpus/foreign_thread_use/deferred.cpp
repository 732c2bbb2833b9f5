// A deferred call runs where its result is asked for, not in a thread.
#include <qt.h>

#include <future>

class Report : public QWidget {
  public:
    void fill() { show(); }
};

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    Report report;
    std::future<void> filled = std::async(std::launch::deferred, [&report] { report.fill(); });
    filled.wait();
    return QApplication::exec();
}
