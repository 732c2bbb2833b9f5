#include "loop/serve.h"

#include <cstdio>

#include "loop/log.h"
#include "loop/run.h"
#include "loop/run_until_complete.h"
#include "server.h"

namespace loop {

namespace {

// Throws KeyError or ValueError for an option that means nothing.
void check(const ServeOptions& options) {
    const auto& lifespan = options.lifespan;
    if (lifespan != "auto" && lifespan != "on" && lifespan != "off") throw KeyError(lifespan);
    log::set_level(log::level_from_name(options.log_level));
    log::set_access(options.access_log);
}

} // namespace

int serve(Application& app, ServeOptions options) {
    std::unique_ptr<Runner> runner;
    try {
        check(options);
        runner = std::make_unique<Runner>(options.loop);
    } catch (const std::exception&) {
        std::fprintf(stderr, "%s\n", describe(std::current_exception()).c_str());
        return 1;
    }
    // Sessions that will not end keep the server; the runner, which goes last, ends them.
    const auto server = std::make_shared<http::Server>(runner->loop(), app, options);
    return runner->loop().run_until_complete(server->run());
}

} // namespace loop
