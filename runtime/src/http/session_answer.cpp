// The answering half of a session.
#include <array>

#include "loop/log.h"
#include "percent.h"
#include "session.h"
#include "worker.h"

namespace loop::http {

namespace {

// A body below this size is copied behind its head; a larger one is written from where it is.
constexpr std::size_t small_body = 16 * 1024;

Response internal_server_error() {
    Response response(500);
    response.headers.emplace_back("content-type", "text/plain; charset=utf-8");
    response.headers.emplace_back("connection", "close");
    response.body = text_writer("Internal Server Error");
    return response;
}

void check_length(const Framing& framing, std::uint64_t sent, bool ended) {
    if (!framing.body || !framing.length || framing.chunked) return;
    if (sent > *framing.length) throw RuntimeError("Response content longer than Content-Length");
    if (ended && sent < *framing.length)
        throw RuntimeError("Response content shorter than Content-Length");
}

// An OSError from here on means that the client is gone; one of the application's is no such sign.
Coroutine<std::optional<std::string>> next_chunk(Body& body) {
    try {
        co_return co_await body.chunks().next();
    } catch (const OSError& error) {
        throw RuntimeError(std::string("OSError: ") + error.what());
    }
}

} // namespace

Coroutine<void> Session::answer() {
    if (!worker_->admits_request()) {
        co_await reject({503, "Service Unavailable"});
        co_return;
    }
    exchange_->session = this;
    std::exception_ptr failure;
    try {
        Response response = co_await worker_->answer(exchange_->scope(), exchange_->content());
        if (response.status == 0) throw TypeError("the handler returned no response");
        const Framing framing = write_head(response);
        keeps_alive_ = !framing.closes;
        co_await send(response, framing);
    } catch (const OSError&) {
        if (head_sent_) throw;
        failure = std::current_exception();
    } catch (...) {
        failure = std::current_exception();
    }
    end_request();
    if (failure) co_await send_failure(std::move(failure));
}

// Logs it, and tells the client if nothing has been sent yet. The connection ends.
Coroutine<void> Session::send_failure(std::exception_ptr failure) {
    keeps_alive_ = false;
    if (!head_sent_ && parser_->rejection().status != 0) {
        co_await reject(parser_->rejection());
        co_return;
    }
    log::error("Exception in ASGI application\n" + describe(failure));
    if (head_sent_) co_return;
    Response response = internal_server_error();
    const Framing framing = write_head(response);
    co_await send(response, framing);
}

// Fills the buffer with the head, and logs the answer. ValueError, RuntimeError for a response that
// cannot be sent; nothing has been then.
Framing Session::write_head(const Response& response) {
    const RequestHead& head = exchange_->head;
    out_.clear();
    const ResponseForm form{.version = head.version,
                            .head_only = head.method == "HEAD",
                            .closes = !keeps_alive_ || !parser_->keeps_alive()};
    const Framing framing = append_head(out_, response, form, worker_->default_lines());
    if (!response.body.streams()) check_length(framing, response.body.bytes().size(), true);
    if (log::access_enabled()) log_access(static_cast<unsigned>(response.status));
    return framing;
}

Coroutine<void> Session::send(Response& response, const Framing& framing) {
    head_sent_ = true;
    if (response.body.streams() && framing.body) return send_stream(response.body, framing);
    return send_whole(response.body, framing);
}

Coroutine<void> Session::send_whole(const Body& body, const Framing& framing) {
    const std::string_view bytes = framing.body ? std::string_view(body.bytes()) : "";
    if (bytes.size() >= small_body && body.chunk_size() >= bytes.size()) {
        if (framing.chunked) append_chunk_line(out_, bytes.size());
        const std::array<std::string_view, 3> parts{out_, bytes, "\r\n0\r\n\r\n"};
        const auto sent = std::span(parts).first(framing.chunked ? 3 : 2);
        co_await TimedWrite(*this, stream_.write(sent), bytes.size());
        co_return;
    }
    for (std::size_t at = 0; at < bytes.size();) {
        const auto piece = bytes.substr(at, body.chunk_size());
        append_piece(out_, framing, piece);
        at += piece.size();
    }
    append_end(out_, framing);
    co_await write(out_);
}

Coroutine<void> Session::send_stream(Body& body, const Framing& framing) {
    co_await write(out_);
    std::uint64_t sent = 0;
    while (auto piece = co_await next_chunk(body)) {
        check_length(framing, sent += piece->size(), false);
        out_.clear();
        append_piece(out_, framing, *piece);
        co_await write(out_);
    }
    check_length(framing, sent, true);
    out_.clear();
    append_end(out_, framing);
    co_await write(out_);
}

Coroutine<void> Session::reject(Rejection rejection) {
    log::warning(rejection.text);
    out_.clear();
    const bool head_only =
        exchange_ && parser_->is_header_done() && exchange_->head.method == "HEAD";
    append_rejection(out_, rejection, worker_->default_lines(), head_only);
    keeps_alive_ = false;
    co_await write(out_);
}

void Session::log_access(unsigned status) const {
    const RequestHead& head = exchange_->head;
    std::string line;
    line.reserve(128);
    line.append(head.client).append(" - \"").append(head.method) += ' ';
    append_quoted(line, head.path);
    if (!head.query.empty()) line.append("?").append(head.query);
    line.append(head.version == 10 ? " HTTP/1.0\" " : " HTTP/1.1\" ");
    line.append(std::to_string(status)) += ' ';
    line.append(reason(status));
    log::access(line);
}

} // namespace loop::http
