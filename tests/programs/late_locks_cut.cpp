// The locks come first.
//--- hub.h
#include <event2/event.h>
struct Hub {
    Hub();
    void run();
    void wake();
    event_base* base;
    event* user;
};
//--- hub.cpp
#include "hub.h"
static void onUser(evutil_socket_t, short, void*) {}
Hub::Hub() : base(event_base_new()) {
    user = event_new(base, -1, EV_PERSIST, onUser, nullptr);
}
void Hub::run() { event_base_dispatch(base); }
void Hub::wake() { event_active(user, EV_READ, 0); }
//--- main.cpp
#include "hub.h"
#include <event2/thread.h>
#include <thread.h>
int main() {
    evthread_use_pthreads();
    Hub hub;
    std::thread thread([&hub] { hub.run(); });
    hub.wake();
    thread.join();
}
