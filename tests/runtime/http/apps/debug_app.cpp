// What debug mode finds: a handler that blocks, one that forgets to await, one that leaves a task
// running, and one that touches its loop from a thread.
#include <thread>

#include <loop/app.h>

using namespace std::chrono_literals;
using loop::Content;
using loop::Coroutine;
using loop::Info;
using loop::Matches;
using loop::Response;
using loop::Scope;

namespace {

Coroutine<Response> block(Scope, Info&, Matches, Content) {
    std::this_thread::sleep_for(300ms);
    co_return 200;
}
Coroutine<void> work() { co_await loop::sleep(1h); }
Coroutine<Response> forget(Scope, Info&, Matches, Content) {
    static_cast<void>(work());
    co_return 200;
}
Coroutine<Response> leave(Scope, Info&, Matches, Content) {
    static_cast<void>(loop::create_task(work(), "left behind"));
    co_return 200;
}
Coroutine<Response> foreign_thread(Scope, Info&, Matches, Content) {
    loop::EventLoop& mine = loop::get_running_loop();
    std::string error;
    std::jthread([&] {
        try {
            mine.call_soon([] {});
        } catch (const loop::RuntimeError& raised) {
            error = raised.what();
        }
    }).join();
    co_return loop::text_response(200, {}, std::move(error));
}

} // namespace

int main(int argc, char** argv) {
    loop::Application app;
    app.http_router.add({"GET"}, "/block", block);
    app.http_router.add({"GET"}, "/forget", forget);
    app.http_router.add({"GET"}, "/leave", leave);
    app.http_router.add({"GET"}, "/foreign_thread", foreign_thread);
    return loop::serve(app, loop::serve_options(argc, argv));
}
