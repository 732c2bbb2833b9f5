// Responses in all their forms, and requests read in several ways.
#include <nlohmann/json.hpp>

#include <loop/app.h>

using namespace std::chrono_literals;
using loop::Content;
using loop::Coroutine;
using loop::Info;
using loop::Matches;
using loop::Response;
using loop::Scope;

namespace {

loop::AsyncGenerator<std::string> pieces(std::vector<std::string> texts) {
    for (auto& text : texts) {
        co_await loop::sleep(1ms);
        co_yield std::move(text);
    }
}

loop::AsyncGenerator<std::string> failing_pieces() {
    co_yield std::string("one");
    throw loop::OSError(5);
}

Coroutine<Response> one_two_three(Scope, Info&, Matches, Content) {
    std::vector<std::string> texts{"one", "two", "three"};
    co_return Response{200, {}, pieces(std::move(texts))};
}
Coroutine<Response> with_blanks(Scope, Info&, Matches, Content) {
    std::vector<std::string> texts{"one", "", "two", ""};
    co_return Response{200, {}, pieces(std::move(texts))};
}
Coroutine<Response> no_pieces(Scope, Info&, Matches, Content) {
    co_return Response{200, {}, pieces({})};
}
Coroutine<Response> broken_pieces(Scope, Info&, Matches, Content) {
    co_return Response{200, {}, failing_pieces()};
}
Coroutine<Response> short_pieces(Scope, Info&, Matches, Content) {
    std::vector<std::string> texts{"one"};
    co_return Response{200, {{"content-length", "5"}}, pieces(std::move(texts))};
}

Coroutine<Response> none(Scope, Info&, Matches, Content) { co_return Response(); }
Coroutine<Response> no_content(Scope, Info&, Matches, Content) { co_return 204; }
Coroutine<Response> ok(Scope, Info&, Matches, Content) { co_return 200; }
Coroutine<Response> unnamed(Scope, Info&, Matches, Content) { co_return 299; }
Coroutine<Response> only_headers(Scope, Info&, Matches, Content) {
    co_return Response{200, {{"X-Colour", "red"}, {"server", "mine"}}};
}
Coroutine<Response> empty_text(Scope, Info&, Matches, Content) {
    co_return Response{200, {}, loop::text_writer("")};
}
Coroutine<Response> divided_text(Scope, Info&, Matches, Content) {
    co_return Response{200, {}, loop::text_writer("abcdefgh", 3)};
}
Coroutine<Response> text(Scope, Info&, Matches, Content) {
    co_return loop::text_response(200, {}, "hello text");
}
Coroutine<Response> bytes(Scope, Info&, Matches, Content) {
    co_return loop::bytes_response(200, {}, std::string("\0\1\2", 3));
}
Coroutine<Response> json(Scope, Info&, Matches, Content) {
    nlohmann::ordered_json value;
    value["a"] = std::vector<int>{1, 2};
    co_return loop::json_response(200, {}, value);
}
Coroutine<Response> json_text(Scope, Info&, Matches, Content) {
    nlohmann::ordered_json value;
    value["z: ,"] = "\"a\\,\" \xc3\xa9";
    value["b"] = nullptr;
    co_return loop::json_response(200, {}, value);
}
Coroutine<Response> large(Scope, Info&, Matches, Content) {
    co_return Response{200, {}, loop::text_writer(std::string(3'000'000, 'x'))};
}
Coroutine<Response> large_sized(Scope, Info&, Matches, Content) {
    co_return loop::text_response(200, {}, std::string(3'000'000, 'x'));
}
Coroutine<Response> wrong_length(Scope, Info&, Matches, Content) {
    co_return Response{200, {{"content-length", "3"}}, loop::text_writer("four")};
}
Coroutine<Response> split_header(Scope, Info&, Matches, Content) {
    co_return Response{200, {{"x-a", "1\r\nx-b: 2"}}};
}
Coroutine<Response> wrong_status(Scope, Info&, Matches, Content) { co_return 42; }
Coroutine<Response> wrong_info(Scope, Info& info, Matches, Content) {
    info["answer"] = 42;
    co_return loop::text_response(200, {}, info.at<std::string>("answer"));
}
Coroutine<Response> const_info(Scope, Info& info, Matches, Content) {
    static const int answer = 42;
    info["constant"] = std::ref(answer);
    const int same = info.at<const int>("constant");
    co_return info.at<int>("constant") + same;
}
Coroutine<Response> boom(Scope, Info&, Matches, Content) {
    co_await loop::sleep(1ms);
    throw loop::ValueError("boom");
}

Coroutine<Response> echo(Scope, Info&, Matches, Content content) {
    auto text = co_await loop::text_reader(content);
    co_return loop::text_response(200, {}, std::move(text));
}
Coroutine<Response> ignore(Scope, Info&, Matches, Content) {
    co_return loop::text_response(200, {}, "ignored");
}
Coroutine<Response> count(Scope, Info&, Matches, Content content) {
    std::size_t total = 0;
    while (auto piece = co_await content.next()) total += piece->size();
    co_return loop::text_response(200, {}, std::to_string(total));
}
// Keeps the request's handles for the next request, which looks at them.
Coroutine<Response> keep(Scope scope, Info& info, Matches, Content content) {
    info["scope"] = scope;
    info["content"] = content;
    co_return 204;
}
Coroutine<Response> kept(Scope scope, Info& info, Matches, Content) {
    std::string text(info.at<Scope>("scope").path());
    try {
        co_await info.at<Content>("content").next();
    } catch (const loop::HttpDisconnectError& error) {
        text.append(" ").append(error.what());
    }
    co_return loop::text_response(200, {}, text + " " + std::string(scope.path()));
}
Coroutine<Response> scope(Scope scope, Info&, Matches, Content) {
    nlohmann::ordered_json headers = nlohmann::ordered_json::array();
    for (const auto& [name, value] : scope.headers())
        headers.push_back(std::string(name) + "=" + std::string(value));
    nlohmann::ordered_json value;
    value["type"] = scope.type();
    value["method"] = scope.method();
    value["path"] = scope.path();
    value["raw_path"] = scope.raw_path();
    value["query_string"] = scope.query_string();
    value["http_version"] = scope.http_version();
    value["headers"] = headers;
    value["host"] = std::string(scope.header("host").value_or("none"));
    value["client"] = scope.client();
    value["server"] = scope.server();
    co_return loop::json_response(200, {}, value);
}

} // namespace

int main(int argc, char** argv) {
    loop::Application app;
    auto& router = app.http_router;
    router.add({"GET", "HEAD"}, "/", text);
    router.add({"GET"}, "/one_two_three", one_two_three);
    router.add({"GET"}, "/with_blanks", with_blanks);
    router.add({"GET"}, "/no_pieces", no_pieces);
    router.add({"GET"}, "/broken_pieces", broken_pieces);
    router.add({"GET"}, "/short_pieces", short_pieces);
    router.add({"GET"}, "/none", none);
    router.add({"GET"}, "/no_content", no_content);
    router.add({"GET"}, "/ok", ok);
    router.add({"GET"}, "/unnamed", unnamed);
    router.add({"GET"}, "/only_headers", only_headers);
    router.add({"GET"}, "/empty_text", empty_text);
    router.add({"GET"}, "/divided_text", divided_text);
    router.add({"GET"}, "/bytes", bytes);
    router.add({"GET"}, "/json", json);
    router.add({"GET"}, "/json_text", json_text);
    router.add({"GET", "HEAD"}, "/large", large);
    router.add({"GET"}, "/large_sized", large_sized);
    router.add({"GET"}, "/wrong_length", wrong_length);
    router.add({"GET"}, "/split_header", split_header);
    router.add({"GET"}, "/wrong_status", wrong_status);
    router.add({"GET"}, "/wrong_info", wrong_info);
    router.add({"GET"}, "/const_info", const_info);
    router.add({"GET"}, "/boom", boom);
    router.add({"POST"}, "/echo", echo);
    router.add({"POST"}, "/ignore", ignore);
    router.add({"POST"}, "/count", count);
    router.add({"POST"}, "/keep", keep);
    router.add({"GET"}, "/kept", kept);
    router.add({"GET"}, "/scope", scope);
    return loop::serve(
        app, loop::serve_options(
                 argc, argv, {.limits = {.target = 16'000, .header = 100'000, .body = 5'000'000}}));
}
