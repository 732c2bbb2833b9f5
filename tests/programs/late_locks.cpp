// The base is made before the library is told to use locks; two threads use it.
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
Hub::Hub() : base(event_base_new()) { // want "'event_base_new' is called before 'evthread_use_pthreads', but the main thread and the thread started in 'main' use what it makes; call it first: a base that exists already has no locks"
    user = event_new(base, -1, EV_PERSIST, onUser, nullptr);
}
void Hub::run() { event_base_dispatch(base); }
void Hub::wake() { event_active(user, EV_READ, 0); }
//--- main.cpp
#include "hub.h"
#include <event2/thread.h>
#include <thread.h>
int main() {
    Hub hub;
    evthread_use_pthreads(); // want note "'evthread_use_pthreads' is called here, too late"
    std::thread thread([&hub] { hub.run(); });
    hub.wake();
    thread.join();
}
