#include "loops_survey.h"

#include <memory>
#include <mutex>

#include "crew.h"
#include "loop/event_loop.h"
#include "loop/wait_for.h"
#include "loops_page.h"
#include "worker.h"

namespace loop::http {

namespace {

// What has been answered so far. The asker's loop outlives the crew's work, its event may not.
struct Survey {
    std::mutex mutex;
    std::size_t expected = 0;
    std::vector<LoopView> views;
    EventLoop* asker = nullptr;
    Event* complete = nullptr; // the asker's thread only; null once it has stopped waiting
};

void add(const std::shared_ptr<Survey>& survey, Worker& worker) {
    LoopView view = worker.view();
    std::lock_guard lock(survey->mutex);
    survey->views.push_back(std::move(view));
    if (survey->views.size() < survey->expected || !survey->asker) return;
    survey->asker->call_soon_threadsafe([survey] {
        if (survey->complete) survey->complete->set();
    });
}

} // namespace

Coroutine<Response> survey_loops(Crew& crew) {
    const auto survey = std::make_shared<Survey>();
    Event complete(get_running_loop());
    survey->expected = crew.size();
    survey->asker = &get_running_loop();
    survey->complete = &complete;
    crew.tell_all([survey](Worker& worker) { add(survey, worker); });
    try {
        co_await wait_for(complete.wait(), std::chrono::seconds(1));
    } catch (const TimeoutError&) { // then those that answered are shown
    }
    survey->complete = nullptr;
    std::lock_guard lock(survey->mutex);
    survey->asker = nullptr;
    co_return loops_page(survey->views, survey->expected - survey->views.size());
}

} // namespace loop::http
