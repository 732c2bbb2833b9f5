// Startup and shutdown handlers that print, fail or take their time, and slow requests. SCENARIO:
// start_boom, second_start_boom, stop_boom, slow_start, slow_stop, stubborn (a handler that
// ignores its first cancellation) or plain. The slow ones take SECONDS (default 1).
#include <cstdlib>
#include <iostream>

#include <loop/app.h>

using namespace std::chrono_literals;
using loop::Content;
using loop::Coroutine;
using loop::Info;
using loop::Matches;
using loop::Response;
using loop::Scope;

namespace {

// Bound to the loop that is there before any server: what get_index() answers with.
// NOLINTNEXTLINE(loop-static-object): the binding is what is tested
loop::Event module_level;

std::string scenario;
loop::Duration slowness = 1s;

// One write per line: workers speak at the same time.
void say(const std::string& text) { std::cout << text + "\n" << std::flush; }

Coroutine<void> lifespan(std::string name, std::string fails_in, std::string slow_in) {
    say(name + " on " + loop::get_running_loop().name());
    if (scenario == fails_in) throw loop::ValueError(name.substr(0, name.find(' ')) + " boom");
    if (scenario == slow_in) co_await loop::sleep(slowness);
    say(name + " done");
}
Coroutine<void> start_one(Scope scope, Info&, loop::Request request) {
    say(std::string(scope.type()) + " " + std::string(request.type));
    return lifespan("start one", "start_boom", "slow_start");
}
Coroutine<void> start_two(Scope, Info&, loop::Request) {
    return lifespan("start two", "second_start_boom", "");
}
Coroutine<void> stop_one(Scope, Info&, loop::Request request) {
    say(std::string(request.type));
    return lifespan("stop one", "stop_boom", "slow_stop");
}
Coroutine<void> stop_two(Scope, Info&, loop::Request) { return lifespan("stop two", "", ""); }

Coroutine<Response> get_index(Scope, Info&, Matches, Content) {
    say("request on " + loop::get_running_loop().name());
    co_return loop::text_response(200, {}, loop::loop_name(module_level.loop_id()));
}
Coroutine<Response> get_slow(Scope, Info&, Matches, Content) {
    say("slow begins");
    try {
        co_await loop::sleep(slowness);
    } catch (const loop::CancelledError&) {
        say("slow cancelled");
        if (scenario != "stubborn") throw;
    }
    if (scenario == "stubborn") co_await loop::sleep(1h);
    co_return loop::text_response(200, {}, "slow done");
}
loop::AsyncGenerator<std::string> ticks() {
    for (int i = 0; i < 4; ++i) {
        say("tick " + std::to_string(i));
        co_yield "tick " + std::to_string(i);
        co_await loop::sleep(slowness / 4);
    }
}
Coroutine<Response> get_stream(Scope, Info&, Matches, Content) {
    co_return Response{200, {}, ticks()};
}

} // namespace

int main(int argc, char** argv) {
    scenario = std::getenv("SCENARIO");
    if (const char* seconds = std::getenv("SECONDS"))
        slowness = std::chrono::milliseconds(static_cast<int>(1000 * std::atof(seconds)));
    loop::Application app(
        {.startup_handlers = {start_one, start_two}, .shutdown_handlers = {stop_one, stop_two}});
    app.http_router.add({"GET"}, "/", get_index);
    app.http_router.add({"GET"}, "/slow", get_slow);
    app.http_router.add({"GET"}, "/stream", get_stream);
    return loop::serve(app, loop::serve_options(argc, argv));
}
