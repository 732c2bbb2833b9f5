// Two threads use an event, but another unit tells libevent to use locks.
//--- locks.cpp
#include <event.h>
void useLocks() { evthread_use_pthreads(); }
//--- main.cpp
#include <event.h>
#include <thread.h>
void useLocks();
static void onTick(int, short, void* tick) { event_add(static_cast<event*>(tick), nullptr); }
int main() {
    useLocks();
    event_base* base = event_base_new();
    event tick;
    event_assign(&tick, base, -1, 0, onTick, &tick);
    event_add(&tick, nullptr);
    std::thread thread([base] { event_base_dispatch(base); });
    event_add(&tick, nullptr);
    thread.join();
}
