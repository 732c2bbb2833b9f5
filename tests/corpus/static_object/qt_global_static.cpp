// with: qt
// Q_GLOBAL_STATIC is built by its first user and destroyed after the application object. The
// message names the object as the program does, not the macro's parts. (The real headers: the
// macro's expansion is the point.)
#include <QtCore/QMutex>
#include <QtCore/QTimer>
#include <QtCore/qglobalstatic.h>

Q_GLOBAL_STATIC(QTimer, retryTimer) // want "'retryTimer' (QTimer) is built on first use and destroyed after the application object; create it after the application object, as its child"
Q_GLOBAL_STATIC_WITH_ARGS(QTimer, ownedTimer, (nullptr)) // want "'ownedTimer' (QTimer)"

struct Cache {
    QTimer expiry;
    QMutex mutex;
};
Q_GLOBAL_STATIC(Cache, cache) // want "'cache.expiry' (QTimer)"

// No loop in it.
Q_GLOBAL_STATIC(QMutex, globalMutex)

void touch() {
    retryTimer()->start(10);
    QMutexLocker locker(globalMutex());
}
