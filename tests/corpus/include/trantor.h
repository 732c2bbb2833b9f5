#pragma once
// A look-alike of trantor, and of drogon on it: the names that the models speak of, and nothing
// behind them.

#include <vector>

namespace trantor {

class ConcurrentTaskQueue {
  public:
    template <class F>
    void runTaskInQueue(F) {}
};
class SerialTaskQueue {
  public:
    template <class F>
    void runTaskInQueue(F) {}
};

class EventLoop;

class Channel {
  public:
    Channel(EventLoop*, int fd);
    ~Channel();
    template <class F>
    void setReadCallback(F) {}
    template <class F>
    void setWriteCallback(F) {}
    template <class F>
    void setCloseCallback(F) {}
    template <class F>
    void setErrorCallback(F) {}
    template <class F>
    void setEventCallback(F) {}
    void enableReading();
    void disableReading();
    void enableWriting();
    void disableWriting();
    void disableAll();
    void updateEvents(int events);
    void remove();
    EventLoop* ownerLoop();
};

class EventLoop {
  public:
    EventLoop();
    ~EventLoop();
    void loop();
    void quit();
    void assertInLoopThread();
    bool isInLoopThread() const;
    static EventLoop* getEventLoopOfCurrentThread();
    void moveToCurrentThread();
    void invalidateTimer(long id);
    void updateChannel(Channel*);
    void removeChannel(Channel*);
    template <class F>
    void runInLoop(F) {}
    template <class F>
    void queueInLoop(F) {}
    template <class F>
    long runAt(int when, F) {
        return 0;
    }
    template <class F>
    long runAfter(double delay, F) {
        return 0;
    }
    template <class F>
    long runEvery(double interval, F) {
        return 0;
    }
    template <class F>
    void runOnQuit(F) {}
};

class EventLoopThread {
  public:
    EventLoopThread();
    ~EventLoopThread();
    void run();
    void wait();
    EventLoop* getLoop() const;
};
class EventLoopThreadPool {
  public:
    explicit EventLoopThreadPool(unsigned threads);
    void start();
    void wait();
    std::vector<EventLoop*> getLoops() const;
    EventLoop* getLoop(unsigned index);
    EventLoop* getNextLoop();
};

class TcpConnection {
  public:
    virtual ~TcpConnection();
    virtual void send(const char* text) = 0;
    virtual void shutdown() = 0;
    virtual void forceClose() = 0;
    virtual EventLoop* getLoop() = 0;
};
class TcpServer {
  public:
    TcpServer(EventLoop*, int address);
    ~TcpServer();
    void start();
    void stop();
    EventLoop* getLoop() const;
    template <class F>
    void setRecvMessageCallback(F) {}
    template <class F>
    void setConnectionCallback(F) {}
    template <class F>
    void setWriteCompleteCallback(F) {}
};
class TcpClient {
  public:
    TcpClient(EventLoop*, int address);
    ~TcpClient();
    void connect();
    void disconnect();
    void stop();
    EventLoop* getLoop() const;
    template <class F>
    void setConnectionCallback(F) {}
    template <class F>
    void setConnectionErrorCallback(F) {}
    template <class F>
    void setMessageCallback(F) {}
    template <class F>
    void setWriteCompleteCallback(F) {}
};
class TimingWheel {
  public:
    TimingWheel(EventLoop*, unsigned maxTimeout);
    ~TimingWheel();
    void insertEntry(unsigned delay, void* entry);
    EventLoop* getLoop();
};

} // namespace trantor

namespace drogon {

class HttpClient {
  public:
    virtual ~HttpClient();
    static HttpClient* newHttpClient(const char* host, trantor::EventLoop* = nullptr);
    template <class F>
    void sendRequest(int request, F callback, double timeout) {}
    int sendRequest(int request, double timeout = 0);
    virtual trantor::EventLoop* getLoop() = 0;
};

namespace orm {
class DbClient {
  public:
    static DbClient* newPgClient(const char* connection, int count);
    static DbClient* newMysqlClient(const char* connection, int count);
    static DbClient* newSqlite3Client(const char* connection, int count);
    template <class F>
    void execSqlAsync(const char* sql, F result) {}
    int execSqlSync(const char* sql);
};
} // namespace orm

class HttpAppFramework {
  public:
    virtual ~HttpAppFramework();
    virtual void run() = 0;
    virtual void quit() = 0;
    virtual trantor::EventLoop* getLoop() const = 0;
    template <class F>
    void registerHandler(const char* path, F) {}
    template <class F>
    void registerHandlerViaRegex(const char* regex, F) {}
    template <class F>
    void registerBeginningAdvice(F) {}
    template <class F>
    void registerPreRoutingAdvice(F) {}
    template <class F>
    void registerPreHandlingAdvice(F) {}
    template <class F>
    void registerPostHandlingAdvice(F) {}
    template <class F>
    void registerPreSendingAdvice(F) {}
};
HttpAppFramework& app();

} // namespace drogon
