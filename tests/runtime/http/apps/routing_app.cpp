// Routes of every kind, each answering with its name and what it matched. SCENARIO:
//   bad_routes   prints what adding wrong ones says, and ends
//   middlewares  prints the order in which two middlewares and the handler run
#include <cstdlib>
#include <iostream>

#include <nlohmann/json.hpp>

#include <loop/app.h>

using loop::Content;
using loop::Coroutine;
using loop::HttpHandler;
using loop::Info;
using loop::Matches;
using loop::Response;
using loop::Scope;

namespace {

Coroutine<Response> answer(std::string text) {
    std::cout << "handler" << std::endl;
    co_return loop::text_response(200, {}, std::move(text));
}

HttpHandler named(std::string name) {
    return [name](Scope, Info&, Matches, Content) { return answer(name); };
}
HttpHandler text_of(std::string key) {
    return
        [key](Scope, Info&, Matches matches, Content) { return answer("'" + matches[key] + "'"); };
}
Response number(const nlohmann::json& value) { return loop::json_response(200, {}, value); }

Coroutine<Response> integer(Scope, Info&, Matches matches, Content) {
    co_return number(matches.at<std::int64_t>("n"));
}
Coroutine<Response> floating(Scope, Info&, Matches matches, Content) {
    co_return number(matches.at<double>("x"));
}
Coroutine<Response> datetime(Scope, Info&, Matches matches, Content) {
    if (matches.is_none("d")) co_return number("none");
    const auto time = matches.at<Matches::DateTime>("d").time_since_epoch();
    co_return number(time.count());
}
Coroutine<Response> wrong_type(Scope, Info&, Matches matches, Content) {
    co_return number(matches.at<double>("n"));
}
Coroutine<Response> wrong_name(Scope, Info&, Matches matches, Content) {
    co_return number(matches["m"]);
}

loop::HttpMiddleware announcing(std::string name) {
    struct Announce {
        static Coroutine<Response> run(std::string name, Scope scope, Info& info, Matches matches,
                                       Content content, HttpHandler handler) {
            std::cout << name << " before" << std::endl;
            Response response = co_await handler(scope, info, matches, content);
            std::cout << name << " after " << response.status << std::endl;
            co_return response;
        }
    };
    return [name](Scope scope, Info& info, Matches matches, Content content, HttpHandler handler) {
        return Announce::run(name, scope, info, matches, content, handler);
    };
}

int print_bad_routes() {
    for (const char* path : {"lit", "", "/{x", "/a{b}c", "/{n:bogus}", "/{}", "/{p:path}/more"}) {
        try {
            loop::HttpRouter().add({"GET"}, path, named("never"));
        } catch (const std::exception& error) {
            std::cout << loop::type_name(error) << ": " << error.what() << std::endl;
        }
    }
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    const char* scenario = std::getenv("SCENARIO");
    if (scenario == std::string("bad_routes")) return print_bad_routes();
    loop::Application app;
    if (scenario == std::string("middlewares"))
        app.middlewares = {announcing("A"), announcing("B")};
    auto& router = app.http_router;
    router.add({"GET"}, "/v/{name}", text_of("name"));
    router.add({"GET"}, "/int/{n:int}", integer);
    router.add({"GET"}, "/float/{x:float}", floating);
    router.add({"GET"}, "/date/{d:datetime}", datetime);
    router.add({"GET"}, "/day/{d:datetime:%Y-%m-%d}", datetime);
    router.add({"GET"}, "/files/{rest:path}", text_of("rest"));
    router.add({"GET"}, "/ov/{a}", named("substitution"));
    router.add({"GET"}, "/ov/lit", named("literal"));
    router.add({"GET"}, "/vo/lit", named("literal"));
    router.add({"GET"}, "/vo/{a}", named("substitution"));
    router.add({"GET"}, "/lit", named("without slash"));
    router.add({"GET"}, "/lit/", named("with slash"));
    router.add({"GET", "PUT"}, "/both", named("both"));
    router.add({"GET"}, "/wrong_type/{n:int}", wrong_type);
    router.add({"GET"}, "/wrong_name/{n}", wrong_name);
    return loop::serve(app, loop::serve_options(argc, argv));
}
