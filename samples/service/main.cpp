#include <iostream>

#include <loop/app.h>

using namespace std::chrono_literals;

class SomeService {
  public:
    void shutdown() { cancellation_event_.set(); }

    loop::Coroutine<void> startup() {
        std::cout << "Service started\n" << std::flush;
        auto cancellation_task = loop::create_task(cancellation_event_.wait());
        while (!cancellation_event_.is_set()) {
            std::vector<loop::AnyFuture> both{cancellation_task, loop::sleep(1s)};
            auto [done, pending] = co_await loop::wait(both, loop::FIRST_COMPLETED);
            if (done.contains(cancellation_task)) {
                for (auto& task : pending) task.cancel();
            } else {
                std::cout << "Service did something\n" << std::flush;
            }
        }
        std::cout << "Service stopped\n" << std::flush;
    }

  private:
    loop::Event cancellation_event_;
};

// Start the service on the server's event loop
loop::Coroutine<void> start_service(loop::Scope, loop::Info& info, loop::Request) {
    auto& service = info.emplace<SomeService>("service");
    auto service_task = loop::create_task(service.startup());
    info["service_task"] = service_task;
    co_return;
}

// Stop the service while the server's event loop still runs
loop::Coroutine<void> stop_service(loop::Scope, loop::Info& info, loop::Request) {
    std::cout << "Stopping service\n" << std::flush;
    auto& service = info.at<SomeService>("service");
    service.shutdown();
    auto service_task = info.at<loop::Task<void>>("service_task");
    co_await service_task;
}

// Answers after two seconds: something that is still in flight when the server stops
loop::Coroutine<loop::Response> get_slow(loop::Scope, loop::Info&, loop::Matches, loop::Content) {
    co_await loop::sleep(2s);
    co_return loop::Response{200, {{"content-type", "text/plain"}}, loop::text_writer("done")};
}

int main(int argc, char** argv) {
    loop::Application app(
        {.info = {}, .startup_handlers = {start_service}, .shutdown_handlers = {stop_service}});
    app.http_router.add({"GET"}, "/slow", get_slow);
    return loop::serve(app, loop::serve_options(argc, argv, {.port = 9009, .loop = "auto"}));
}
