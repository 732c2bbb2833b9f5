// One plain-text route, on the server that is measured.
#include <loop/app.h>

loop::Coroutine<loop::Response> hello(loop::Scope, loop::Info&, loop::Matches, loop::Content) {
    co_return loop::text_response(200, {}, "Hello, world!");
}

int main(int argc, char** argv) {
    loop::Application app;
    app.http_router.add({"GET"}, "/", hello);
    return loop::serve(app, loop::serve_options(argc, argv, {.access_log = false}));
}
