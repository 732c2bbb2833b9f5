// Statics that are no bound object, or one that is built and destroyed where its loop lives.
#include <loop.h>
#include <qt.h>

#include <memory>

// A pointer to one is not one; what it points to is made later.
QTimer* later;
QTimer* nothing = nullptr;
static loop::Event* event = nullptr;
QPointer<QTimer> watched;
loop::Event& (*accessor)() = nullptr;

// A reference that is bound on first use.
extern loop::Event& elsewhere;

// thread_local: each thread has its own, and its own loop.
thread_local loop::Event perThread;
static thread_local loop::Lock perThreadLock;
void each() { static thread_local loop::Event local; }

// Leaked on purpose, first touched from the loop: it is never destroyed after it.
QTimer& leaked() {
    static QTimer& timer = *new QTimer;
    return timer;
}
QTimer* leakedPointer() {
    static auto* timer = new QTimer;
    return timer;
}

// Built in place and never destroyed.
template <class T>
class NoDestructor {
  public:
    T* get() {
        if (!made_) made_ = new (storage_) T;
        return made_;
    }

  private:
    void* operator new(unsigned long, void*);
    alignas(T) char storage_[sizeof(T)];
    T* made_ = nullptr;
};
static NoDestructor<int> counter;

// A QObject without anything bound to a loop in it.
class Settings : public QObject {
    int volume_ = 0;
};
static Settings settings;

// Documented as safe without a loop.
static QMutex mutex;
static QThreadPool pool;

// An object that is only declared here.
extern loop::Event declared;
struct Declares {
    static loop::Event member;
};

// A local, a parameter, a member of something that is no static.
struct Connection {
    loop::Event closed;
};
void handle(loop::Event& given) {
    loop::Event local;
    Connection connection;
    auto owned = std::make_unique<Connection>();
}

// A static of a class that only names the type.
struct Names {
    loop::Event* event = nullptr;
    loop::Event& (*make)() = nullptr;
    std::weak_ptr<loop::Event> seen;
};
static Names names;
