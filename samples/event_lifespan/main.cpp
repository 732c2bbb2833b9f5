#include <boost/format.hpp>
#include <loop/app.h>

using namespace std::chrono_literals;

// Change an event
loop::Coroutine<loop::Response> get_index(loop::Scope, loop::Info& info, loop::Matches,
                                          loop::Content) {
    // Do something asynchronous
    try {
        co_await loop::wait_for(info.at<loop::Event>("event").wait(), 100ms);
    } catch (const loop::TimeoutError&) {
    }
    const bool is_set = info.at<loop::Event>("event").is_set();
    auto text = boost::format(R"html(
<html>
  <body>
    <button onclick="changeEvent('%2%')">%1%</button>
    <script>
      function changeEvent(state) {
        fetch('/change_event', { method: 'POST', body: state })
          .then(response => location.reload())
      }
    </script>
  </body>
</html>
)html");
    text % (is_set ? "Clear" : "Set") % (is_set ? "False" : "True");
    co_return loop::Response{200, {{"content-type", "text/html"}}, loop::text_writer(text.str())};
}

loop::Coroutine<loop::Response> change_event(loop::Scope, loop::Info& info, loop::Matches,
                                             loop::Content content) {
    const std::string state = co_await loop::text_reader(content);
    if (state == "True")
        info.at<loop::Event>("event").set();
    else
        info.at<loop::Event>("event").clear();
    co_return 204;
}

// Set up the event with the server's event loop
loop::Coroutine<void> create_event(loop::Scope, loop::Info& info, loop::Request) {
    info.emplace<loop::Event>("event");
    co_return;
}

int main(int argc, char** argv) {
    loop::Application app({.info = {}, .startup_handlers = {create_event}});
    app.http_router.add({"GET"}, "/", get_index);
    app.http_router.add({"POST"}, "/change_event", change_event);
    return loop::serve(app, loop::serve_options(argc, argv, {.port = 9009, .loop = "auto"}));
}
