#include "loop/serve.h"

#include <cstdio>
#include <cstdlib>
#include <system_error>
#include <thread>
#include <vector>

#include <unistd.h>

#include "bound_objects.h"
#include "crew.h"
#include "loop/log.h"
#include "loop/run.h"
#include "loop/run_until_complete.h"
#include "loop_registry.h"
#include "worker.h"

namespace loop {

namespace {

// Throws KeyError or ValueError for an option that means nothing.
void check(const ServeOptions& options) {
    const auto& lifespan = options.lifespan;
    if (lifespan != "auto" && lifespan != "on" && lifespan != "off") throw KeyError(lifespan);
    if (options.workers == 0) throw ValueError("workers must be at least 1");
    log::set_level(log::level_from_name(options.log_level));
    log::set_access(options.access_log);
    if (options.debug) track_bound_objects();
}

// Sessions that will not end keep the worker; the runner, which goes last, ends them.
std::shared_ptr<http::Worker> make_worker(Runner& runner, Application& app, Info& info,
                                          http::Crew& crew, unsigned number) {
    EventLoop& loop = runner.loop();
    if (crew.size() > 1) registry::label(loop.id(), "worker " + std::to_string(number + 1));
    return std::make_shared<http::Worker>(loop, app, info, crew, number);
}

// The workers but the first, each in a thread of its own.
class OtherWorkers {
  public:
    OtherWorkers(Application& app, http::Crew& crew) {
        for (unsigned number = 1; number < crew.size(); ++number) start(app, crew, number);
    }

  private:
    void start(Application& app, http::Crew& crew, unsigned number) {
        auto life = [&app, &crew, number, info = app.info]() mutable {
            Info mine = std::move(info); // the runner's end may still run handlers
            Runner runner(crew.options().loop);
            const auto worker = make_worker(runner, app, mine, crew, number);
            runner.loop().run_until_complete(worker->run());
        };
        try {
            threads_.emplace_back(std::move(life));
        } catch (const std::system_error& error) { // those that did start would wait for ever
            log::error(std::string("Cannot start a worker: ") + error.what());
            std::_Exit(1);
        }
    }

    std::vector<std::jthread> threads_;
};

int serve_on(Runner& runner, Application& app, http::Crew& crew) {
    const ServeOptions& options = crew.options();
    log::info("Started server process" + http::process_id());
    if (options.lifespan != "off") log::info("Waiting for application startup.");
    const auto first = make_worker(runner, app, app.info, crew, 0); // from here on signals count
    const OtherWorkers others(app, crew);
    return runner.loop().run_until_complete(first->run());
}

} // namespace

int serve(Application& app, ServeOptions options) {
    http::Crew crew(options); // outlives the runner, whose end may still run handlers
    std::unique_ptr<Runner> runner;
    try {
        check(options);
        runner = std::make_unique<Runner>(options.loop);
    } catch (const std::exception&) {
        std::fprintf(stderr, "%s\n", describe(std::current_exception()).c_str());
        return 1;
    }
    return serve_on(*runner, app, crew);
}

} // namespace loop
