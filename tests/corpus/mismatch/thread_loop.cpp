// The loop of a thread that runs none: what is handed to it is lost.
#include <thread.h>
#include <uws.h>

static uWS::Loop* current() { return uWS::Loop::get(); }

void lost() {
    std::thread thread([] {
        uWS::Loop::get()->defer([] {}); // want "'uWS::Loop::get' yields a loop of the thread started in 'lost', which never runs one, so what is handed to it never runs; take the loop where it runs"
    });
    thread.join();
}

void lostInHelper() {
    std::thread thread([] {
        auto* loop = current();
        loop->defer([] {}); // want "'uWS::Loop::get' yields a loop of the thread started in 'lostInHelper'"
    });
    thread.join();
}

// Asked for where it runs, and carried along.
void carried() {
    auto* loop = uWS::Loop::get();
    std::thread thread([loop] { loop->defer([] {}); });
    loop->run();
    thread.join();
}

// A thread that runs the loop it asks for.
void ownLoop() {
    std::thread thread([] {
        uWS::Loop::get()->defer([] {});
        uWS::Loop::get()->run();
    });
    thread.join();
}

int main() {
    lost();
    lostInHelper();
    carried();
    ownLoop();
}
