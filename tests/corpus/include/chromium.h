#pragma once
// A look-alike of Chromium's base/ and content/: the names that the model speaks of, and nothing
// behind them.

template <class T>
class scoped_refptr {
  public:
    T* operator->() const;
    T& operator*() const;
};

namespace base {

struct Location {};
#define FROM_HERE ::base::Location()
class OnceClosure {};
class RepeatingClosure {};
template <class F, class... A>
OnceClosure BindOnce(F&&, A&&...);
template <class F, class... A>
RepeatingClosure BindRepeating(F&&, A&&...);
template <class T>
T* Unretained(T*);

class TaskRunner {
  public:
    bool PostTask(const Location&, OnceClosure);
    virtual bool PostDelayedTask(const Location&, OnceClosure, int delay) = 0;
    bool PostTaskAndReply(const Location&, OnceClosure task, OnceClosure reply);
    template <class Task, class Reply>
    bool PostTaskAndReplyWithResult(const Location&, Task&&, Reply&&);
};
class SequencedTaskRunner : public TaskRunner {
  public:
    static const scoped_refptr<SequencedTaskRunner>& GetCurrentDefault();
    bool PostNonNestableTask(const Location&, OnceClosure);
    virtual bool PostNonNestableDelayedTask(const Location&, OnceClosure, int delay) = 0;
    virtual void PostCancelableDelayedTask(const Location&, OnceClosure, int delay);
    virtual bool PostDelayedTaskAt(const Location&, OnceClosure, int time);
    virtual bool RunsTasksInCurrentSequence() const = 0;
};
class SingleThreadTaskRunner : public SequencedTaskRunner {
  public:
    static const scoped_refptr<SingleThreadTaskRunner>& GetCurrentDefault();
    bool BelongsToCurrentThread() const;
};
OnceClosure BindPostTask(scoped_refptr<TaskRunner>, OnceClosure);

class ThreadPool {
  public:
    static bool PostTask(const Location&, OnceClosure);
    static bool PostDelayedTask(const Location&, OnceClosure, int delay);
    static bool PostTaskAndReply(const Location&, int traits, OnceClosure task, OnceClosure reply);
    template <class Task, class Reply>
    static bool PostTaskAndReplyWithResult(const Location&, int traits, Task&&, Reply&&);
    static scoped_refptr<SequencedTaskRunner> CreateSequencedTaskRunner(int traits);
    static scoped_refptr<SingleThreadTaskRunner> CreateSingleThreadTaskRunner(int traits);
};
class Thread {
  public:
    explicit Thread(const char* name);
    virtual ~Thread();
    bool Start();
    bool StartWithOptions(int options);
    bool StartAndWaitForTesting();
    void Stop();
    scoped_refptr<SingleThreadTaskRunner> task_runner() const;
};
class RunLoop {
  public:
    void Run();
    void RunUntilIdle();
    void Quit();
};

namespace internal {
class TimerBase {
  public:
    virtual ~TimerBase();
    bool IsRunning() const;
    void Stop();
};
template <class Lock>
class BasicAutoLock {
  public:
    explicit BasicAutoLock(Lock&);
    ~BasicAutoLock();
};
} // namespace internal
class Lock {};
using AutoLock = internal::BasicAutoLock<Lock>;

class OneShotTimer : public internal::TimerBase {
  public:
    OneShotTimer();
    ~OneShotTimer() override;
    void Start(const Location&, int delay, OnceClosure);
    bool IsRunning() const;
};
class RepeatingTimer : public internal::TimerBase {
  public:
    RepeatingTimer();
    ~RepeatingTimer() override;
    void Start(const Location&, int delay, RepeatingClosure);
    bool IsRunning() const;
};
class RetainingOneShotTimer : public internal::TimerBase {
  public:
    RetainingOneShotTimer();
    void Start(const Location&, int delay, RepeatingClosure);
    void Reset();
};
class DeadlineTimer : public internal::TimerBase {
  public:
    DeadlineTimer();
    void Start(const Location&, int deadline, OnceClosure);
    bool IsRunning() const;
};
class WaitableEvent {
  public:
    void Signal();
    void Wait();
};

} // namespace base

namespace content {

class BrowserThread {
  public:
    enum ID { UI, IO };
    static bool CurrentlyOn(ID);
};
scoped_refptr<base::SingleThreadTaskRunner> GetUIThreadTaskRunner();
scoped_refptr<base::SingleThreadTaskRunner> GetIOThreadTaskRunner();

class BrowserContext {
  public:
    virtual ~BrowserContext();
    bool IsOffTheRecord() const;
};
class RenderProcessHost {
  public:
    static RenderProcessHost* FromID(int process);
};
class RenderFrameHost {
  public:
    static RenderFrameHost* FromID(int process, int frame);
};
class WebContents {
  public:
    static WebContents* FromRenderFrameHost(RenderFrameHost*);
    const char* GetTitle();
};

} // namespace content
