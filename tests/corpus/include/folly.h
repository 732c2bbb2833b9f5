#pragma once
// A look-alike of folly: the names that the model speaks of, and nothing behind them.

namespace folly {

template <class Signature>
class Function;
template <class R, class... A>
class Function<R(A...)> {
  public:
    template <class F>
    Function(F&&) {}
};
using Func = Function<void()>;

class Executor {
  public:
    virtual ~Executor();
    virtual void add(Func);
};
template <class E>
E& getKeepAliveToken(E&);
template <class F>
void via(Executor*, F) {}

class TimeoutManager {
  public:
    virtual ~TimeoutManager();
    void runAfterDelay(Func, unsigned milliseconds);
    bool tryRunAfterDelay(Func, unsigned milliseconds);
};

template <class Duration>
class HHWheelTimerBase {
  public:
    class Callback {
      public:
        virtual ~Callback();
        virtual void timeoutExpired() = 0;
        bool cancelTimeout();
    };
    explicit HHWheelTimerBase(TimeoutManager*);
    static HHWheelTimerBase* newTimer(TimeoutManager*);
    void scheduleTimeout(Callback*, Duration);
    template <class F>
    void scheduleTimeoutFn(F, Duration) {}
    int cancelAll();
};
class HHWheelTimer : public HHWheelTimerBase<int> {
  public:
    explicit HHWheelTimer(TimeoutManager*);
    static HHWheelTimer* newTimer(TimeoutManager*);
    void scheduleTimeout(Callback*, int);
    template <class F>
    void scheduleTimeoutFn(F, int) {}
    int cancelAll();
};

class EventBase : public TimeoutManager, public Executor {
  public:
    EventBase();
    ~EventBase() override;
    bool loop();
    bool loopOnce(int flags = 0);
    bool loopIgnoreKeepAlive();
    void loopForever();
    void terminateLoopSoon();
    bool isInEventBaseThread() const;
    bool inRunningEventBaseThread() const;
    void checkIsInEventBaseThread() const;
    void dcheckIsInEventBaseThread() const;
    void runInLoop(Func);
    void runBeforeLoop(Func);
    void runOnDestruction(Func);
    void runInEventBaseThread(Func);
    void runInEventBaseThreadAndWait(Func);
    void runImmediatelyOrRunInEventBaseThread(Func);
    void runImmediatelyOrRunInEventBaseThreadAndWait(Func);
    void add(Func) override;
    HHWheelTimer& timer();
};

class EventBaseManager {
  public:
    static EventBaseManager* get();
    EventBase* getEventBase() const;
};
class ScopedEventBaseThread {
  public:
    ScopedEventBaseThread();
    ~ScopedEventBaseThread();
    EventBase* getEventBase() const;
};
class EventBaseThread {
  public:
    EventBase* getEventBase() const;
    void start();
    void stop();
};
class CPUThreadPoolExecutor : public Executor {
  public:
    explicit CPUThreadPoolExecutor(int threads);
    ~CPUThreadPoolExecutor() override;
    void add(Func) override;
    void stop();
    void join();
};
class IOThreadPoolExecutor : public Executor {
  public:
    explicit IOThreadPoolExecutor(int threads);
    ~IOThreadPoolExecutor() override;
    void add(Func) override;
    EventBase* getEventBase();
    void stop();
    void join();
};

class AsyncTimeout {
  public:
    explicit AsyncTimeout(EventBase*);
    virtual ~AsyncTimeout();
    virtual void timeoutExpired() = 0;
    bool scheduleTimeout(unsigned milliseconds);
    bool scheduleTimeoutHighRes(unsigned microseconds);
    void cancelTimeout();
    void attachEventBase(EventBase*);
    void detachEventBase();
};
class EventHandler {
  public:
    explicit EventHandler(EventBase*);
    virtual ~EventHandler();
    bool registerHandler(unsigned events);
    void unregisterHandler();
    void attachEventBase(EventBase*);
    void detachEventBase();
};
class AsyncSocket {
  public:
    explicit AsyncSocket(EventBase*);
    virtual ~AsyncSocket();
    static AsyncSocket* newSocket(EventBase*);
    void attachEventBase(EventBase*);
    void detachEventBase();
    bool isDetachable() const;
    EventBase* getEventBase() const;
    void connect(int address);
    void setReadCB(void* callback);
    void setSendTimeout(unsigned milliseconds);
    void write(const void* bytes);
    void writev(const void* vectors);
    void writeChain(void* chain);
    void shutdownWrite();
    void shutdownWriteNow();
    void close();
    void closeNow();
    void closeWithReset();
};
class AsyncSSLSocket : public AsyncSocket {
  public:
    AsyncSSLSocket(void* context, EventBase*);
    void attachEventBase(EventBase*);
    void detachEventBase();
    void connect(int address);
    void closeNow();
    void shutdownWrite();
    void shutdownWriteNow();
    void sslAccept();
    void sslConn();
};
class AsyncServerSocket {
  public:
    explicit AsyncServerSocket(EventBase* = nullptr);
    ~AsyncServerSocket();
    static AsyncServerSocket* newSocket(EventBase* = nullptr);
    void destroy();
    void attachEventBase(EventBase*);
    void detachEventBase();
    EventBase* getEventBase() const;
    void bind(unsigned short port);
    void listen(int backlog);
    void addAcceptCallback(void* callback, EventBase*);
    void removeAcceptCallback(void* callback, EventBase*);
    void startAccepting();
    void pauseAccepting();
    int stopAccepting();
};
class AsyncUDPSocket {
  public:
    explicit AsyncUDPSocket(EventBase*);
    ~AsyncUDPSocket();
    EventBase* getEventBase() const;
    void bind(int address);
    void connect(int address);
    void write(const void* bytes);
    void pauseRead();
    void resumeRead(void* callback);
    void close();
};

template <bool MayBlock = true>
class Baton {
  public:
    void post();
    void wait();
};
template <class T>
class SemiFuture {
  public:
    T get();
    void wait();
};
template <class T>
class Future {
  public:
    T get();
    void wait();
};
template <class T>
class Promise {
  public:
    Future<T> getFuture();
    SemiFuture<T> getSemiFuture();
    template <class V>
    void setValue(V&&) {}
    template <class E>
    void setException(E) {}
    template <class V>
    void setTry(V&&) {}
    template <class F>
    void setWith(F&&) {}
    template <class F>
    void setInterruptHandler(F&&) {}
};
class CancellationToken {};
class CancellationCallback {
  public:
    template <class F>
    CancellationCallback(CancellationToken, F&&) {}
};

template <class T>
class LockedPtr {};
class SharedMutex {
  public:
    class ReadHolder {};
    class WriteHolder {};
};
template <class L>
class SpinLockGuard {};

namespace coro {
template <class T>
class Task {};
template <class T>
class TaskWithExecutor {};
struct co_current_executor_t {};
} // namespace coro

} // namespace folly
