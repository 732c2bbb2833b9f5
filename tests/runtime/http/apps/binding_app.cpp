// The article's broken program in other forms; SCENARIO names one:
//   plain     awaits the event without wait_for
//   catching  catches the error around the await, and answers with its text
//   rebound   has the event waited for on the default loop before it is served
//   emplaced  makes the event in the application's info, and before the server has a loop
#include <cstdlib>

#include <loop/app.h>

using namespace std::chrono_literals;

// NOLINTNEXTLINE(loop-static-object): the bug is what is tested
loop::Event event;

loop::Coroutine<bool> wait_briefly(loop::Event& waited) {
    try {
        co_await loop::wait_for(waited.wait(), 100ms);
    } catch (const loop::TimeoutError&) {
    }
    co_return waited.is_set();
}

loop::Coroutine<loop::Response> get_plain(loop::Scope, loop::Info& info, loop::Matches,
                                          loop::Content) {
    co_await info.at<loop::Event>("event").wait();
    co_return loop::text_response(200, {}, "set");
}

loop::Coroutine<loop::Response> get_caught(loop::Scope, loop::Info& info, loop::Matches,
                                           loop::Content) {
    std::string text;
    try {
        co_await wait_briefly(info.at<loop::Event>("event"));
    } catch (const loop::RuntimeError& error) {
        text = error.what();
    }
    co_return loop::text_response(200, {}, "caught: " + text);
}

loop::Coroutine<loop::Response> get_briefly(loop::Scope, loop::Info& info, loop::Matches,
                                            loop::Content) {
    const bool set = co_await wait_briefly(info.at<loop::Event>("event"));
    co_return loop::text_response(200, {}, set ? "Clear" : "Set");
}

loop::Coroutine<loop::Response> change_event(loop::Scope, loop::Info& info, loop::Matches,
                                             loop::Content content) {
    auto& changed = info.at<loop::Event>("event");
    const std::string state = co_await loop::text_reader(content);
    if (state == "True")
        changed.set();
    else
        changed.clear();
    co_return 204;
}

int main(int argc, char** argv) {
    const std::string scenario = std::getenv("SCENARIO");
    if (scenario == "rebound") loop::get_event_loop().run_until_complete(wait_briefly(event));
    loop::Application app({.info = {{"event", std::ref(event)}}});
    if (scenario == "emplaced") app.info.emplace<loop::Event>("event");
    app.http_router.add({"GET"}, "/",
                        scenario == "plain"      ? get_plain
                        : scenario == "catching" ? get_caught
                                                 : get_briefly);
    app.http_router.add({"POST"}, "/change_event", change_event);
    return loop::serve(app, loop::serve_options(argc, argv));
}
