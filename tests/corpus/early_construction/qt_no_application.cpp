// A unit without main, and a main without application object, prove nothing.
#include <qt.h>

QTimer* makeTimer() { return new QTimer; }

int main() {
    QTimer timer;
    makeTimer();
}
