// The same programs, right: the object is made by the server's own loop, or never reaches it.
#include <loop.h>

int create(loop::Info& info) {
    info.emplace<loop::Event>("event");
    return 0;
}

int main() {
    loop::Application app({.info = {}, .startup_handlers = {create}});
    return loop::serve(app);
}

// Made inside a handler.
int handler() {
    loop::Application app;
    app.http_router.add("/", [](loop::Info&) {
        loop::Event event;
        return int(event.is_set());
    });
    return loop::serve(app);
}

// Not handed over at all.
int unrelated() {
    loop::Event event;
    loop::Application app;
    int status = loop::serve(app);
    return status + event.is_set();
}

// Put into another application, that is never served.
int other() {
    loop::Event event;
    loop::Application spare;
    spare.info["event"] = std::ref(event);
    loop::Application app;
    return loop::serve(app);
}

// Handed over after the server has returned.
int after() {
    loop::Application app;
    int status = loop::serve(app);
    loop::Event event;
    app.info["event"] = std::ref(event);
    return status;
}

// Only what is not bound to a loop.
int plain() {
    int count = 0;
    loop::Application app({.info = {{"count", &count}}});
    return loop::serve(app);
}
