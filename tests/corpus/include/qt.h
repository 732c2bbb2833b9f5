#pragma once
// A look-alike of Qt: what belongs to a thread's loop and needs the application object.

class QObject {
  public:
    explicit QObject(QObject* parent = nullptr);
    virtual ~QObject();
    void deleteLater();
};
class QTimer : public QObject {
  public:
    explicit QTimer(QObject* parent = nullptr);
    ~QTimer() override;
    void start(int ms);
};
class QTcpServer : public QObject {
  public:
    explicit QTcpServer(QObject* parent = nullptr);
    ~QTcpServer() override;
    bool listen();
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
};
class QWidget : public QObject {
  public:
    explicit QWidget(QWidget* parent = nullptr);
    ~QWidget() override;
    void show();
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
