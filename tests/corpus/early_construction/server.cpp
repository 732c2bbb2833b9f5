// The article's program inside main: the event is built on the default loop of this thread, then
// handed to a server that makes and runs a loop of its own.
#include <loop.h>

int index(loop::Info& info) { return info.at<loop::Event>("event").is_set(); }

int main() {
    loop::Event event; // want "'event' (loop::Event) is bound to the default loop, but 'loop::serve' runs the application on a loop of its own; create it in a startup handler [loop-early-construction]"
    loop::Application app({.info = {{"event", std::ref(event)}}});
    app.http_router.add("/", index);
    return loop::serve(app); // want note "the server makes and runs its loop here"
}

// Put in by name.
int assigned() {
    loop::Application app;
    loop::Event event; // want "'event' (loop::Event) is bound to the default loop, but 'loop::serve'"
    app.info["event"] = std::ref(event); // want note "handed to the application here"
    return loop::serve(app);
}

// In the capture of a handler.
int captured() {
    loop::Lock lock; // want "'lock' (loop::Lock) is bound to the default loop, but 'loop::serve'"
    loop::Application app;
    app.http_router.add("/", [&lock](loop::Info&) { return 0; }); // want note "handed to the application here"
    return loop::serve(app);
}

// As a part of something else that is handed over, and through a pointer.
struct Service {
    int id = 0;
    loop::Event cancelled;
};
int held() {
    Service service; // want "'service.cancelled' (loop::Event) is bound to the default loop, but 'loop::serve'"
    loop::Application app({.info = {{"service", &service}}});
    return loop::serve(app);
}

// On the heap.
int allocated() {
    auto* event = new loop::Event; // want "(loop::Event) is bound to the default loop, but 'loop::serve'"
    loop::Application app;
    app.info["event"] = event;
    return loop::serve(app);
}
