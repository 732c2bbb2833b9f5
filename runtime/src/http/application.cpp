#include "loop/application.h"

#include "loop/errors.h"
#include "loop/log.h"
#include "percent.h"

namespace loop {

namespace {

Coroutine<Response> answer_not_found(Scope scope, Info&, Matches, Content) {
    std::string line("Failed to find a match for ");
    line.append(scope.method()).append(" on \"");
    http::append_printable(line, scope.path()); // what a client sends breaks no line of the log
    log::bare(log::Level::warning, line += '"');
    Response response(404);
    response.headers.emplace_back("content-type", "text/plain");
    response.body = text_writer("Not Found");
    co_return response;
}

} // namespace

Application::Application(ApplicationParts parts)
    : info(std::move(parts.info)),
      startup_handlers(std::move(parts.startup_handlers)),
      shutdown_handlers(std::move(parts.shutdown_handlers)),
      middlewares(std::move(parts.middlewares)),
      not_found_(answer_not_found) {}

Coroutine<Response> Application::answer(Scope scope, Info& shared, Content content) {
    Matches matches;
    const HttpHandler* found = http_router.resolve(scope.method(), scope.path(), matches);
    const HttpHandler& handler = found ? *found : not_found_;
    if (middlewares.empty())
        return handler(std::move(scope), shared, std::move(matches), std::move(content));
    return wrapped(handler, 0)(std::move(scope), shared, std::move(matches), std::move(content));
}

Coroutine<void> Application::answer(Scope scope, Info& shared, WebSocket socket) {
    Matches matches;
    const WebSocketHandler* handler = ws_router.resolve(scope.path(), matches);
    if (!handler) throw ValueError("Unable to find route for " + std::string(scope.path()));
    return (*handler)(std::move(scope), shared, std::move(matches), std::move(socket));
}

// The handler inside the middlewares from the given one on. Routes and middlewares do not change
// while they are served, so that references to them hold.
HttpHandler Application::wrapped(const HttpHandler& handler, std::size_t from) {
    if (from == middlewares.size()) return handler;
    return [this, &handler, from](Scope scope, Info& info, Matches matches, Content content) {
        return middlewares[from](std::move(scope), info, std::move(matches), std::move(content),
                                 wrapped(handler, from + 1));
    };
}

Coroutine<void> Application::startup(Info& shared) {
    for (const auto& handler : startup_handlers)
        co_await handler(Scope(), shared, Request{"lifespan.startup"});
}

Coroutine<void> Application::shutdown(Info& shared) {
    for (const auto& handler : shutdown_handlers)
        co_await handler(Scope(), shared, Request{"lifespan.shutdown"});
}

} // namespace loop
