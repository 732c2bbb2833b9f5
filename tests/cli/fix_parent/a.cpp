class QThread;
class QObject {
  public:
    explicit QObject(QObject* parent = nullptr);
    virtual ~QObject();
    void moveToThread(QThread*);
    void deleteLater();
    template <class Signal, class Slot, class Receiver>
    static void connect(const QObject*, Signal, const Receiver*, Slot);
};
class QTimer : public QObject {
  public:
    explicit QTimer(QObject* parent = nullptr);
    ~QTimer() override;
    void start(int ms);
};
class QThread : public QObject {
  public:
    QThread();
    ~QThread() override;
    void start();
    void started();
    void finished();
    void quit();
    bool wait();
};
class QCoreApplication : public QObject {
  public:
    QCoreApplication(int& argc, char** argv);
    ~QCoreApplication() override;
    static int exec();
};

class Poller : public QObject {
  public:
    void begin() { timer_.start(100); }

  private:
    QTimer timer_;
};

class Station {
  public:
    Station() {
        poller_->moveToThread(&thread_);
        QObject::connect(&thread_, &QThread::started, poller_, &Poller::begin);
        QObject::connect(&thread_, &QThread::finished, poller_, &QObject::deleteLater);
        thread_.start();
    }
    ~Station() {
        thread_.quit();
        thread_.wait();
    }

  private:
    Poller* poller_ = new Poller;
    QThread thread_;
};

int main(int argc, char** argv) {
    QCoreApplication app(argc, argv);
    Station station;
    return QCoreApplication::exec();
}
