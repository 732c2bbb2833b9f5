// A function fills a pointer of its caller, which another one gives on: one object, under two names.
#include <event.h>
#include <thread.h>

extern "C" int make_event(event** made);

event* new_event() {
    event* made = nullptr;
    make_event(&made);
    return made;
}
void ring() {
    event_base* base = event_base_new();
    event* bell = new_event();
    event_base_set(base, bell);
    std::thread ringer([&] { event_del(bell); }); // want "'made' belongs to the loop 'base', which the main thread runs, but is used here in the thread started in 'ring'; hand the call over to the loop"
    event_base_dispatch(base);
    ringer.join();
}

// Two of them are two: each on the loop of its thread.
event* another_event() {
    event* made = nullptr;
    make_event(&made);
    return made;
}
void each() {
    event_base* base = event_base_new();
    event* mine = another_event();
    event_base_set(base, mine);
    event_del(mine);
    event_base_dispatch(base);
}

int main() {
    std::thread one(each), two(each);
    ring();
    one.join();
    two.join();
}
