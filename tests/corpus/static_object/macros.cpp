// A macro does not hide a static. The finding stands where the macro is used.
#include <loop.h>
#include <qt.h>

#define DEFINE_EVENT(name) loop::Event name
DEFINE_EVENT(ready); // want "'ready' (loop::Event)"

#define GLOBAL(Type, name) namespace globals { Type name; }
GLOBAL(loop::Lock, lock) // want "'globals::lock' (loop::Lock)"

#define SINGLETON(Type) \
    static Type& self() { \
        static Type object; \
        return object; \
    }
struct Network {
    QNetworkAccessManager manager;
    SINGLETON(Network) // want "'object.manager' (QNetworkAccessManager)"
};

#define PER_THREAD thread_local
PER_THREAD loop::Event mine;
