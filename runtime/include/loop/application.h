// Application — routes, what their handlers share, and what runs when a server starts and stops.
//
//     loop::Coroutine<void> create_event(loop::Scope, loop::Info& info, loop::Request) {
//         info.emplace<loop::Event>("event");        // on the server's loop: all is well
//         co_return;
//     }
//     loop::Application app({.info = {}, .startup_handlers = {create_event}});
//     app.http_router.add({"GET"}, "/", get_index);
//
// Set it up before it is served, and leave it alone while it is. With several workers each has a
// copy of `info`, made before the first handler runs, and runs all handlers on its own loop; a
// value that was there before is shared by all of them.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "loop/router.h"
#include "loop/web_socket.h"

namespace loop {

/// What a lifespan handler is called for: "lifespan.startup" or "lifespan.shutdown".
struct Request {
    std::string_view type;
};

/// Runs when the server starts or stops, in its loop; one after the other, in list order.
using LifespanHandler = std::function<Coroutine<void>(Scope, Info&, Request)>;

/// Wraps the handlers of all requests, also of those that no route matches; calls `handler`, or
/// answers itself. The first in the list is the outermost.
using HttpMiddleware =
    std::function<Coroutine<Response>(Scope, Info&, Matches, Content, HttpHandler handler)>;

struct ApplicationParts {
    Info info;
    std::vector<LifespanHandler> startup_handlers;
    std::vector<LifespanHandler> shutdown_handlers;
    std::vector<HttpMiddleware> middlewares;
};

class Application {
  public:
    explicit Application(ApplicationParts parts = {});
    Application(const Application&) = delete;
    Application& operator=(const Application&) = delete;

    /// The coroutine that answers a request: the route's handler inside the middlewares. Without a
    /// route it answers 404. For servers.
    Coroutine<Response> answer(Scope scope, Info& info, Content content);
    /// The handler's life; ValueError "Unable to find route for /x". For servers.
    Coroutine<void> answer(Scope scope, Info& info, WebSocket socket);
    /// Run the handlers; the first exception skips the rest, and leaves. For servers.
    Coroutine<void> startup(Info& info);
    Coroutine<void> shutdown(Info& info);

    Info info;
    HttpRouter http_router;
    WebSocketRouter ws_router;
    std::vector<LifespanHandler> startup_handlers;
    std::vector<LifespanHandler> shutdown_handlers;
    std::vector<HttpMiddleware> middlewares;

  private:
    HttpHandler wrapped(const HttpHandler& handler, std::size_t from);

    HttpHandler not_found_;
};

} // namespace loop
