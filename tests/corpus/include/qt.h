#pragma once
// A look-alike of Qt: what belongs to a thread's loop and needs the application object.

class QThread;
namespace Qt {
enum ConnectionType { AutoConnection, DirectConnection, QueuedConnection, BlockingQueuedConnection };
}
class QObject {
  public:
    explicit QObject(QObject* parent = nullptr);
    virtual ~QObject();
    void deleteLater();
    void moveToThread(QThread*);
    QThread* thread() const;
    template <class Signal, class Receiver, class Slot>
    static void connect(const QObject*, Signal, const Receiver*, Slot&&,
                        Qt::ConnectionType = Qt::AutoConnection) {}
    template <class Signal, class Slot>
    static void connect(const QObject*, Signal, Slot&&) {}
    static void connect(const QObject*, const char* signal, const QObject*, const char* slot,
                        Qt::ConnectionType = Qt::AutoConnection);
    void connect(const QObject*, const char* signal, const char* slot,
                 Qt::ConnectionType = Qt::AutoConnection) const;

  protected:
    virtual void timerEvent(int);
};
const char* qFlagLocation(const char*);
#define SLOT(a) qFlagLocation("1" #a "\0" "here")
#define SIGNAL(a) qFlagLocation("2" #a "\0" "here")
template <class Container>
void qDeleteAll(const Container&) {}
struct QMetaObject {
    template <class Callable>
    static bool invokeMethod(QObject*, Callable&&, Qt::ConnectionType = Qt::AutoConnection) {
        return true;
    }
    static bool invokeMethod(QObject*, const char* method,
                             Qt::ConnectionType = Qt::AutoConnection);
};
class QThread : public QObject {
  public:
    explicit QThread(QObject* parent = nullptr);
    ~QThread() override;
    void start();
    void quit();
    bool wait();
    void started();
    void finished();
    static QThread* currentThread();
    template <class Callable>
    static QThread* create(Callable&&) {
        return nullptr;
    }

  protected:
    virtual void run();
    int exec();
};
class QRunnable {
  public:
    virtual ~QRunnable();
    virtual void run() = 0;
    void setAutoDelete(bool);
};
class QTimer : public QObject {
  public:
    explicit QTimer(QObject* parent = nullptr);
    ~QTimer() override;
    void start(int ms);
    void stop();
    void timeout();
    template <class Callable>
    static void singleShot(int, QObject*, Callable&&) {}
    template <class Callable>
    static void singleShot(int, Callable&&) {}
};
class QAbstractSocket : public QObject {
  public:
    ~QAbstractSocket() override;
    void write(const char*);
};
class QTcpSocket : public QAbstractSocket {};
class QTcpServer : public QObject {
  public:
    explicit QTcpServer(QObject* parent = nullptr);
    ~QTcpServer() override;
    bool listen();
    void newConnection();
    QTcpSocket* nextPendingConnection();
};
class QNetworkAccessManager : public QObject {
  public:
    explicit QNetworkAccessManager(QObject* parent = nullptr);
    ~QNetworkAccessManager() override;
};
class QThreadPool : public QObject {
  public:
    QThreadPool();
    ~QThreadPool() override;
    static QThreadPool* globalInstance();
    void start(QRunnable*, int priority = 0);
};
class QWidget : public QObject {
  public:
    explicit QWidget(QWidget* parent = nullptr);
    ~QWidget() override;
    void show();

  protected:
    virtual void closeEvent(int);
};
class QMutex {
  public:
    QMutex();
    ~QMutex();
};
class QCoreApplication : public QObject {
  public:
    QCoreApplication(int& argc, char** argv);
    ~QCoreApplication() override;
    static int exec();
    static void setApplicationName(const char*);
    static void setOrganizationName(const char*);
    static void setAttribute(int, bool on = true);
    static QCoreApplication* instance();
};
class QGuiApplication : public QCoreApplication {
  public:
    QGuiApplication(int& argc, char** argv);
    static void setQuitOnLastWindowClosed(bool);
    static void setDesktopFileName(const char*);
};
class QApplication : public QGuiApplication {
  public:
    QApplication(int& argc, char** argv);
    static int exec();
};
template <class T>
class QPointer {
  public:
    QPointer();
    QPointer(T*);
    T* operator->() const;
    QPointer& operator=(T*);
    operator T*() const;
};
