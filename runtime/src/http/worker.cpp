#include "worker.h"

#include <algorithm>
#include <array>
#include <csignal>

#include <unistd.h>

#include "loop/log.h"
#include "loop/sleep.h"
#include "loop/wait.h"
#include "loop/wait_for.h"
#include "loops_survey.h"

namespace loop::http {

using namespace std::chrono_literals;
using Gate = Crew::Gate;

namespace {
constexpr std::array signals{SIGINT, SIGTERM};
} // namespace

Worker::Worker(EventLoop& loop, Application& app, Info& info, Crew& crew, unsigned number)
    : loop_(loop),
      app_(app),
      info_(info),
      crew_(crew),
      number_(number),
      lifespan_(app, info, crew.options().lifespan != "off"),
      stop_(loop),
      drained_(loop) {
    if (options().debug) loop_.set_debug(true);
    if (number_ == 0)
        for (const int signal : signals)
            loop_.add_signal_handler(signal, [this, signal] { on_signal(signal); });
}

Worker::~Worker() {
    crew_.leave(*this);
    if (number_ == 0)
        for (const int signal : signals) loop_.remove_signal_handler(signal);
}

// The second SIGINT forces; a second SIGTERM is ignored.
void Worker::on_signal(int signal) {
    if (crew_.stops() && signal == SIGINT) {
        crew_.force();
        crew_.tell_all([](Worker& worker) { worker.cut_short(); });
    }
    crew_.stop();
    crew_.tell_all([](Worker& worker) { worker.stop(); });
}

Coroutine<int> Worker::run() {
    crew_.join(*this);
    const bool started = co_await start_up();
    if (!started) co_return 3;
    const int socket = crew_.take_socket(number_);
    if (socket < 0) {
        co_await end_lifespan();
        co_return 1;
    }
    listener_ = listener_on(loop_, socket);
    if (!crew_.serves()) co_return 0; // a signal during startup: nothing has been served
    [[maybe_unused]] const auto accepting = create_task(accept_all());
    co_await stop_.wait();
    co_await shut_down();
    if (number_ == 0) log::info("Finished server process" + process_id());
    co_return 0;
}

// The sockets open when all have started.
Coroutine<bool> Worker::start_up() {
    const bool fine = co_await lifespan_.startup();
    Crew::Passed opens = [this](bool all_started) { open(all_started); };
    const bool all_started = co_await crew_.meet(Gate::started, fine, std::move(opens));
    co_return all_started;
}

void Worker::open(bool all_started) {
    if (!all_started) return log::error("Application startup failed. Exiting.");
    if (lifespan_.is_on()) log::info("Application startup complete.");
    crew_.decide_to_serve(); // before the log invites to a signal
    crew_.open_sockets();
}

Coroutine<void> Worker::accept_all() {
    for (;;) {
        std::string failure;
        try {
            start_session(co_await listener_.accept());
        } catch (const OSError& error) { // out of descriptors, most likely
            failure = error.what();
        }
        if (failure.empty()) continue;
        log::error("Cannot accept a connection: " + failure);
        co_await sleep(100ms);
    }
}

void Worker::start_session(Stream stream) {
    auto session = std::make_shared<Session>(shared_from_this(), std::move(stream));
    sessions_.insert(session.get());
    if (stop_.is_set()) session->stop();
    session->task = loop_.create_task(Session::run(session));
}

Coroutine<Response> Worker::answer(Scope scope, Content content) {
    if (options().debug && scope.path() == "/__loops__" && scope.method() == "GET")
        return survey_loops(crew_);
    return app_.answer(std::move(scope), info_, std::move(content));
}

LoopView Worker::view() const {
    LoopView view{.id = loop_.id(), .thread = thread_name(), .connections = sessions_.size()};
    view.thread += " (" + std::to_string(::gettid()) + ")";
    for (const AnyTask& task : all_tasks(loop_)) view.tasks.push_back(task.repr());
    return view;
}

bool Worker::admits_request() {
    const ServeLimits& limits = options().limits;
    if (limits.requests != 0 && crew_.counts_request(limits.requests)) {
        log::warning("Maximum request limit of " + std::to_string(limits.requests) +
                     " exceeded. Terminating process.");
        crew_.stop();
        crew_.tell_all([](Worker& worker) { worker.stop(); });
    }
    return limits.concurrency == 0 || sessions_.size() <= limits.concurrency;
}

void Worker::session_ended(Session& session) {
    sessions_.erase(&session);
    if (stop_.is_set() && sessions_.empty()) drained_.set();
}

// A session may end, and leave the set, while something is done to each.
std::vector<std::shared_ptr<Session>> Worker::open_sessions() const {
    std::vector<std::shared_ptr<Session>> open;
    for (Session* session : sessions_) open.push_back(session->shared_from_this());
    return open;
}

bool Worker::is_answering() const {
    return std::ranges::any_of(sessions_, [](const Session* one) { return one->is_answering(); });
}

// What has been asked is answered, also by those who are connecting just now: they, and a
// connection that has said nothing yet, may ask for a moment more.
Coroutine<void> Worker::shut_down() {
    if (number_ == 0) log::info("Shutting down");
    listener_.stop_listening();
    for (const auto& session : open_sessions()) session->stop();
    co_await sleep(100ms);
    accept_the_rest();
    for (const auto& session : open_sessions()) session->stop_fresh();
    co_await drain();
    co_await end_lifespan();
}

// Nothing waits between the last one and the end of the socket.
void Worker::accept_the_rest() {
    try {
        while (auto stream = listener_.accept_now()) start_session(std::move(*stream));
    } catch (const OSError& error) { // out of descriptors, most likely
        log::error(std::string("Cannot accept a connection: ") + error.what());
    }
    listener_.close();
}

Coroutine<void> Worker::drain() {
    if (!sessions_.empty() && !crew_.is_forced()) {
        if (is_answering() && crew_.says_waiting())
            log::info("Waiting for connections to close. (CTRL+C to force quit)");
        co_await drained_within_time();
    }
    if (!sessions_.empty()) co_await abort_sessions();
}

Coroutine<void> Worker::drained_within_time() {
    const auto patience = options().graceful_shutdown;
    if (patience == patience.zero()) {
        co_await drained_.wait();
        co_return;
    }
    bool late = false;
    try {
        co_await wait_for(drained_.wait(), patience);
    } catch (const TimeoutError&) {
        late = true;
    }
    if (late)
        log::error("Cancel " + std::to_string(sessions_.size()) +
                   " running task(s), timeout graceful shutdown exceeded");
}

Coroutine<void> Worker::abort_sessions() {
    std::vector<AnyFuture> tasks;
    for (const auto& session : open_sessions()) {
        session->abort();
        tasks.push_back(session->task);
    }
    co_await wait(std::move(tasks), 100ms); // a handler that will not end is left behind
}

Coroutine<void> Worker::end_lifespan() {
    Crew::Passed decides = [this](bool) {
        if (crew_.decide_to_end(lifespan_.is_on())) log::info("Waiting for application shutdown.");
    };
    co_await crew_.meet(Gate::drained, true, std::move(decides));
    const bool runs = crew_.ends_lifespan();
    bool fine = true;
    if (runs) fine = co_await lifespan_.shutdown();
    Crew::Passed ends = [runs](bool all_fine) {
        if (!all_fine) return log::error("Application shutdown failed. Exiting.");
        if (runs) log::info("Application shutdown complete.");
    };
    co_await crew_.meet(Gate::ended, fine, std::move(ends));
}

} // namespace loop::http
