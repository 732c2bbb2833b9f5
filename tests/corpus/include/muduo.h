#pragma once
// A look-alike of muduo: the names that the model speaks of, and nothing behind them.

namespace muduo {

class Thread {
  public:
    template <class F>
    explicit Thread(F) {}
    ~Thread();
    void start();
    int join();
};
class ThreadPool {
  public:
    ThreadPool();
    ~ThreadPool();
    void start(int threads);
    void stop();
    template <class F>
    void run(F) {}
};

namespace net {

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
    void enableReading();
    void disableReading();
    void enableWriting();
    void disableWriting();
    void disableAll();
    void remove();
    EventLoop* ownerLoop();
};

class EventLoop {
  public:
    EventLoop();
    ~EventLoop();
    void loop();
    void quit();
    void wakeup();
    void assertInLoopThread();
    bool isInLoopThread() const;
    static EventLoop* getEventLoopOfCurrentThread();
    void cancel(long timer);
    void updateChannel(Channel*);
    void removeChannel(Channel*);
    template <class F>
    void runInLoop(F) {}
    template <class F>
    void queueInLoop(F) {}
    template <class F>
    long runAt(long when, F) {
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
};

class EventLoopThread {
  public:
    EventLoopThread();
    ~EventLoopThread();
    EventLoop* startLoop();
};
class EventLoopThreadPool {
  public:
    explicit EventLoopThreadPool(EventLoop* base);
    void start();
    EventLoop* getNextLoop();
};

class Acceptor {
  public:
    Acceptor(EventLoop*, int address);
    ~Acceptor();
    void listen();
};
class TcpConnection {
  public:
    void send(const char* text);
    void shutdown();
    void forceClose();
    EventLoop* getLoop() const;
};
class TcpServer {
  public:
    TcpServer(EventLoop*, int address);
    ~TcpServer();
    void start();
    EventLoop* getLoop() const;
    template <class F>
    void setThreadInitCallback(F) {}
    template <class F>
    void setConnectionCallback(F) {}
    template <class F>
    void setMessageCallback(F) {}
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
    void setMessageCallback(F) {}
    template <class F>
    void setWriteCompleteCallback(F) {}
};

} // namespace net
} // namespace muduo
