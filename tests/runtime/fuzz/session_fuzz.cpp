// Any bytes, sent to a served application over a real socket: each request is answered, once, in
// order and with what it asks for, however the bytes are cut.
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include <boost/beast/http.hpp>
#include <sys/socket.h>

#include <loop/app.h>
#include <loop/log.h>
#include <loop/loop.h>

#include "crew.h"
#include "session.h"
#include "worker.h"

namespace beast = boost::beast::http;
using namespace loop;
using loop::http::RequestHead;
using loop::http::RequestParser;
using loop::http::Session;
using Progress = RequestParser::Progress;

namespace {

void require(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "not so: %s\n", what);
    std::abort();
}

Coroutine<Response> hello(Scope, Info&, Matches, Content) {
    co_return text_response(200, {}, "hello");
}
Coroutine<Response> echo(Scope, Info&, Matches, Content content) {
    std::string bytes = co_await bytes_reader(std::move(content));
    co_return Response{200, {}, bytes_writer(std::move(bytes), 100)};
}
Coroutine<void> echo_socket(Scope, Info&, Matches, WebSocket socket) {
    co_await socket.accept();
    while (auto message = co_await socket.receive()) co_await socket.send(*message);
}

struct Server {
    Server() {
        log::set_level(log::Level::off);
        log::set_access(false);
        app.http_router.add({"GET"}, "/", hello);
        app.http_router.add({"POST"}, "/echo", echo);
        app.ws_router.add("/ws", echo_socket);
    }
    std::unique_ptr<EventLoop> loop = new_event_loop("asio");
    Application app;
    const ServeOptions options{.limits = {.target = 512, .header = 2048, .body = 2048}};
    loop::http::Crew crew{options};
    // The first worker would handle the process's signals.
    std::shared_ptr<loop::http::Worker> worker =
        std::make_shared<loop::http::Worker>(*loop, app, app.info, crew, 1);
};

Stream stream_on(EventLoop& loop, int fd) {
    return Stream(make_ref<Connection>(loop, fd, SourceLocation::current()));
}

Coroutine<std::string> read_to_end(Stream& client) {
    std::string all;
    for (std::size_t count = 1; count > 0;) {
        char room[4096];
        count = co_await client.read_some(room);
        all.append(room, count);
    }
    co_return all;
}

// What comes back for the input, when it is sent in pieces of so many bytes.
Coroutine<std::string> converse(Server& server, std::string_view input, std::size_t step) {
    int ends[2];
    require(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends) == 0, "there are sockets");
    Stream client = stream_on(*server.loop, ends[0]);
    auto session = std::make_shared<Session>(server.worker, stream_on(*server.loop, ends[1]));
    session->task = create_task(Session::run(session));
    auto answers = create_task(read_to_end(client));
    try {
        while (!input.empty()) {
            co_await client.write(input.substr(0, step));
            input.remove_prefix(std::min(step, input.size()));
            for (int turn = 0; turn < 16; ++turn) co_await sleep(Duration::zero());
        }
    } catch (const OSError&) { // it has seen enough
    }
    client.shutdown_write();
    const std::string all = co_await answers;
    co_await wait({session->task});
    co_return all;
}

// The answers, taken one after the other.
class Answers {
  public:
    explicit Answers(std::string_view bytes) : rest_(bytes) {}
    bool at_end() const { return rest_.empty(); }
    bool ended() const { return ended_; }

    beast::response<beast::string_body> next(bool to_head) {
        beast::response_parser<beast::string_body> parser;
        parser.eager(true);
        parser.skip(to_head);
        boost::beast::error_code error;
        rest_.remove_prefix(parser.put(boost::asio::buffer(rest_.data(), rest_.size()), error));
        if (!error && !parser.is_done()) parser.put_eof(error);
        require(!error && parser.is_done(), "an answer is whole");
        if (parser.get().result_int() == 100) return next(to_head);
        ended_ = !parser.get().keep_alive();
        return parser.release();
    }

  private:
    std::string_view rest_;
    bool ended_ = false;
};

void check_answer(const RequestHead& asked, const std::string& body,
                  const beast::response<beast::string_body>& answer) {
    const bool is_hello = asked.method == "GET" && asked.path == "/";
    const bool is_echo = asked.method == "POST" && asked.path == "/echo";
    require(answer.result_int() == (is_hello || is_echo ? 200 : 404), "the status is right");
    if (is_hello) require(answer.body() == "hello", "the text is right");
    if (is_echo) require(answer.body() == body, "the body comes back");
}

// Reads the input as the server's parser does, and holds each answer against its request. What is
// refused may be refused earlier when more is seen at once, that is here, than `in_pieces`: the rest
// may then still be waited for when the client ends.
void check(std::string_view input, std::string_view output, const ServeLimits& limits,
           bool in_pieces) {
    Answers answers(output);
    while (!answers.ended()) {
        RequestHead head;
        std::string body;
        RequestParser parser(limits, head, body);
        const Progress progress = parser.feed(input);
        if (parser.is_header_done() && parser.asks_for_upgrade()) return;
        if (progress == Progress::more && !parser.is_header_done()) break;
        if (parser.is_header_done() && !parser.is_done()) {
            if (!answers.at_end()) answers.next(head.method == "HEAD"); // it did not need the rest
            break;
        }
        if (in_pieces && progress == Progress::rejected && answers.at_end()) return;
        // What is no request at all is no HEAD either.
        const bool to_head = parser.is_header_done() && head.method == "HEAD";
        const auto answer = answers.next(to_head);
        if (progress != Progress::rejected) {
            check_answer(head, body, answer);
            continue;
        }
        const bool refused = answer.result_int() == parser.rejection().status;
        require(refused || in_pieces, "it is refused as it must be");
        if (!refused) return;
        break;
    }
    require(answers.at_end(), "nothing comes behind the last answer");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static auto& server = *new Server;
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    for (const std::size_t step : {size + 1, size / 8 + 1})
        check(input, server.loop->run_until_complete(converse(server, input, step)),
              server.options.limits, step <= size);
    return 0;
}
