// with: qt
// Q_APPLICATION_STATIC is made for this: it dies with the application object. (Qt 5 has no such
// macro; this is Qt 6's in small.)
#include <QtCore/QTimer>

template <class Holder>
struct ApplicationGlobalStatic {
    typename Holder::Type* operator()() { return Holder::pointer(); }
};
#define Q_APPLICATION_STATIC(TYPE, NAME)                     \
    struct Holder_##NAME {                                   \
        using Type = TYPE;                                   \
        static TYPE* pointer() {                             \
            static TYPE object;                              \
            return &object;                                  \
        }                                                    \
    };                                                       \
    static ApplicationGlobalStatic<Holder_##NAME> NAME;

Q_APPLICATION_STATIC(QTimer, heartbeat)

void touch() { heartbeat()->start(10); }
