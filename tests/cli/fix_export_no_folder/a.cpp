class QTimer {
  public:
    QTimer();
    ~QTimer();
    void start(int ms);
};
class QCoreApplication {
  public:
    QCoreApplication(int& argc, char** argv);
    ~QCoreApplication();
    static int exec();
};

QTimer timer;

void begin() { timer.start(10); }

int main(int argc, char** argv) {
    QCoreApplication app(argc, argv);
    begin();
    return QCoreApplication::exec();
}
