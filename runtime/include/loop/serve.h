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
    std::string loop = "auto";     ///< "auto", "asio" or "uv"
    std::string lifespan = "auto"; ///< "auto" or "on" run the lifespan handlers, "off" does not
    std::string log_level = "info";
    bool access_log = true;                     ///< one line per response on stdout
    std::chrono::milliseconds keep_alive{5000}; ///< how long an idle connection stays open
    ServeLimits limits = {};
};

/// Serves until a signal ends it; call it on the main thread, outside of any loop. Returns the
/// process's exit code: 0 after a signal, 1 if an option is unknown or the socket cannot be bound,
/// 3 if a startup handler fails. Everything that went wrong has been logged.
int serve(Application& app, ServeOptions options = {});

/// The defaults, changed by the program's arguments: --host H, --port N, --loop K, --lifespan L,
/// --log-level L, --no-access-log. An unknown one is named on stderr, and ends the process with 2.
ServeOptions serve_options(int argc, const char* const* argv, ServeOptions defaults = {});

} // namespace loop
