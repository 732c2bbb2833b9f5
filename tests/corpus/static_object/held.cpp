// What an object holds by value lives as long as it: as a member, as a base, at any depth. The
// message names the path, a note the member.
#include <loop.h>
#include <qt.h>

struct Service {
    int attempts = 0;
    loop::Event cancellation_event_; // want note "'app.service_.cancellation_event_' is held here"
};
struct App {
    Service service_;
};
App app; // want "'app.service_.cancellation_event_' (loop::Event) is bound to the default loop before main"

// A base's member belongs to the derived object; the path does not name the base.
struct Named {
    loop::Lock lock_;
};
struct Job : Named {
    int id = 0;
};
static Job job; // want "'job.lock_' (loop::Lock)"

// A private base that is bound itself.
class Flag : loop::Event {};
static Flag flag; // want "'flag' (Flag)"

// In an array of structs, in a struct of arrays.
struct Slot {
    loop::Event free[2];
};
Slot slots[8]; // want "'slots.free' (loop::Event)"

// Two members are two objects, but one cause: the static that holds them.
struct Pair {
    loop::Event first;
    loop::Event second;
};
Pair pair; // want "'pair.first' (loop::Event)"

// A QObject that is no more than a QObject may hold a timer.
class Starter : public QObject {
    QTimer timer_; // want note "'starter.timer_' is held here"
};
Starter starter; // want "'starter.timer_' (QTimer) is built before the application object"
