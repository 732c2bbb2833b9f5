class QThread;
class QObject {
  public:
    explicit QObject(QObject* parent = nullptr);
    virtual ~QObject();
    void deleteLater();
    void moveToThread(QThread*);
};
class QThread : public QObject {
  public:
    QThread();
    ~QThread() override;
    void start();
    void quit();
    bool wait();
};
class QCoreApplication : public QObject {
  public:
    QCoreApplication(int& argc, char** argv);
    ~QCoreApplication() override;
    static int exec();
};

class Worker : public QObject {};

class Pool {
  public:
    void start() {
        worker_->moveToThread(&thread_);
        thread_.start();
    }
    void drop() { delete worker_; }
    ~Pool() {
        thread_.quit();
        thread_.wait();
    }

  private:
    QThread thread_;
    Worker* worker_ = new Worker;
};

int main(int argc, char** argv) {
    QCoreApplication app(argc, argv);
    Pool pool;
    pool.start();
    pool.drop();
    return QCoreApplication::exec();
}
