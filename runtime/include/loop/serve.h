// serve — runs an application as a server, with Uvicorn's life cycle.
//
//     int main(int argc, char** argv) {
//         ...
//         return loop::serve(app, {.port = 9009, .loop = "auto"});
//     }
//
// The server makes an event loop of its own: never the one that was there before main. Startup
// handlers run on it before the socket opens; SIGINT or SIGTERM closes the socket, lets requests in
// flight finish, and then runs the shutdown handlers; a second SIGINT cuts requests short.
//
// With `workers` there are as many threads, each with a loop, a lifespan, an info and a socket of
// its own; the system spreads connections over them. All handlers run in each worker. The sockets
// open when all have started, and the shutdown handlers run when all have drained. An affinity
// error then names the loops as "worker 2 (uv-3)".
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "loop/application.h"
#include "loop/serve_limits.h"

namespace loop {

struct ServeOptions {
    std::string host = "127.0.0.1";
    std::uint16_t port = 8000;     ///< 0: any free one; the log line "Uvicorn running on" names it
    std::string loop = "auto";     ///< "auto", "asio", "uv" or a registered name
    std::string lifespan = "auto"; ///< "auto" or "on" run the lifespan handlers, "off" does not
    std::string log_level = "info";
    bool access_log = true;                         ///< one line per response on stdout
    std::chrono::milliseconds keep_alive{5000};     ///< how long an idle connection stays open
    std::chrono::milliseconds graceful_shutdown{0}; ///< for requests in flight; 0: as they need
    unsigned workers = 1; ///< threads, each with its own loop, lifespan, info and socket
    /// asyncio's debug mode on all loops, and the page /__loops__: loops, tasks, bound objects and
    /// affinity errors. It shows the insides of the application to everybody who may connect.
    bool debug = false;
    int backlog = 2048; ///< connections that wait to be accepted, per worker
    ServeLimits limits = {};
};

/// Serves until a signal ends it; call it on the main thread, outside of any loop. Returns the
/// process's exit code: 0 after a signal, 1 if an option is unknown or the socket cannot be bound,
/// 3 if a startup handler fails. Everything that went wrong has been logged.
int serve(Application& app, ServeOptions options = {});

/// The defaults, changed by the program's arguments; --help prints which there are. An unknown one
/// is named on stderr, and ends the process with 2.
ServeOptions serve_options(int argc, const char* const* argv, ServeOptions defaults = {});

} // namespace loop
