#pragma once
// A look-alike of the runtime's names: what is bound to a loop, and what serves.

#include <functional>
#include <initializer_list>

namespace loop {

class Event {
  public:
    Event();
    ~Event();
    void set();
    bool is_set() const;
};
class Lock {
  public:
    Lock();
    ~Lock();
};

class EventLoop {
  public:
    void run_forever();
    void stop();
};
EventLoop& get_event_loop();

struct Value {
    Value();
    template <class T>
    Value(T&&);
    template <class T>
    Value& operator=(T&&);
};
struct Entry {
    const char* key;
    Value value;
};
class Info {
  public:
    Info();
    Info(std::initializer_list<Entry>);
    Value& operator[](const char* key);
    template <class T>
    T& at(const char* key);
    template <class T>
    T& emplace(const char* key);
};
using Handler = std::function<int(Info&)>;

class Router {
  public:
    void add(const char* path, Handler);
};
struct Parts {
    Info info;
    std::initializer_list<Handler> startup_handlers;
};
class Application {
  public:
    Application();
    Application(Parts);
    Info info;
    Router http_router;
};
int serve(Application&, int port = 9009);

} // namespace loop
