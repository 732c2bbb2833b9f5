// WebSockets: an echo, and handlers that refuse, return, fail, close or send a lot.
#include <loop/app.h>

using namespace std::chrono_literals;
using loop::Coroutine;
using loop::Info;
using loop::Matches;
using loop::Scope;
using loop::WebSocket;

namespace {

Coroutine<void> echo(Scope, Info&, Matches, WebSocket socket) {
    co_await socket.accept();
    while (auto message = co_await socket.receive()) co_await socket.send(std::move(*message));
    loop::log::error("receive gave none");
}
Coroutine<void> greet(Scope scope, Info&, Matches matches, WebSocket socket) {
    std::string offered(scope.header("sec-websocket-protocol").value_or("none"));
    co_await socket.accept(offered.substr(0, offered.find(',')));
    std::string text = "hello " + matches["name"] + " " + std::string(scope.type()) + " " +
                       std::string(scope.scheme());
    co_await socket.send_text(std::move(text));
    co_await socket.close(4001);
    co_await socket.close(4002); // too late, and harmless
}
Coroutine<void> refuse(Scope, Info&, Matches, WebSocket socket) { co_await socket.close(); }
Coroutine<void> silent(Scope, Info&, Matches, WebSocket) { co_return; }
Coroutine<void> returns(Scope, Info&, Matches, WebSocket socket) { co_await socket.accept(); }
Coroutine<void> fails_before(Scope, Info&, Matches, WebSocket) {
    co_await loop::sleep(1ms);
    throw loop::ValueError("boom before");
}
Coroutine<void> fails_after(Scope, Info&, Matches, WebSocket socket) {
    co_await socket.accept();
    throw loop::ValueError("boom after");
}
// Sends without end from one task while another receives.
Coroutine<void> push(WebSocket socket) {
    // A send that need not wait lets nobody else run, as in asyncio: sleep(0) does.
    for (std::string text(1000, 'x');;) {
        co_await socket.send_text(text);
        co_await loop::sleep(std::chrono::seconds(0));
    }
}
Coroutine<void> flood(Scope, Info&, Matches, WebSocket socket) {
    co_await socket.accept();
    auto pushing = loop::create_task(push(socket));
    while (auto message = co_await socket.receive()) {
    }
    pushing.cancel();
    loop::log::error("flood has ended");
}
Coroutine<void> misuse(Scope, Info&, Matches, WebSocket socket) {
    std::string errors;
    for (int i = 0; i < 3; ++i) {
        try {
            if (i == 0) co_await socket.receive();
            if (i == 1) co_await socket.send_text("early");
            if (i == 2) co_await socket.close(1005);
        } catch (const std::exception& error) {
            errors.append(error.what()).append("; ");
        }
    }
    co_await socket.accept();
    co_await socket.send_text(std::move(errors));
}

} // namespace

int main(int argc, char** argv) {
    loop::Application app;
    app.ws_router.add("/echo", echo);
    app.ws_router.add("/greet/{name}", greet);
    app.ws_router.add("/refuse", refuse);
    app.ws_router.add("/silent", silent);
    app.ws_router.add("/returns", returns);
    app.ws_router.add("/fails_before", fails_before);
    app.ws_router.add("/fails_after", fails_after);
    app.ws_router.add("/flood", flood);
    app.ws_router.add("/misuse", misuse);
    return loop::serve(app, loop::serve_options(argc, argv, {.limits = {.message = 200'000}}));
}
