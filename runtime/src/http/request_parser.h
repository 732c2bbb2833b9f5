// One HTTP/1.1 request, parsed by Boost.Beast from bytes that somebody else reads.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <boost/beast/http/basic_parser.hpp>

#include "loop/serve_limits.h"
#include "request_head.h"

namespace loop::http {

// Why a request cannot be answered by the application.
struct Rejection {
    unsigned status; // 400, 408, 413, 414, 431 or 503
    std::string_view text;
};

class RequestParser : public boost::beast::http::basic_parser<true> {
  public:
    enum class Progress { more, done, rejected };

    // Writes what it reads into `head` and `body`. All three outlive it.
    RequestParser(const ServeLimits& limits, RequestHead& head, std::string& body);

    // Parses from `input`, and drops from it what was used up. `more`: the rest of the head or body
    // is still to come. `done`: the request is complete; what is left in `input` belongs to the
    // next.
    Progress feed(std::string_view& input);

    // Set when `feed` returned `rejected`, or by the one who reads.
    const Rejection& rejection() const { return rejection_; }
    void reject_as(const Rejection& rejection) { rejection_ = rejection; }
    // The following are known once is_header_done().
    bool keeps_alive() const { return keep_alive() && head_.version >= 11; }
    // The client waits for "100 Continue" before it sends the body.
    bool expects_continue() const { return expects_continue_ && head_.version >= 11; }
    // The client wants to leave HTTP/1.1.
    bool asks_for_upgrade() const { return upgrade() && has_upgrade_; }

  private:
    using error_code = boost::beast::error_code;
    using string_view = boost::beast::string_view;
    using verb = boost::beast::http::verb;
    using field = boost::beast::http::field;

    void on_request_impl(verb, string_view method, string_view target, int version,
                         error_code& error) override;
    void on_response_impl(int, string_view, int, error_code&) override {}
    void on_field_impl(field name, string_view text, string_view value, error_code& error) override;
    void on_header_impl(error_code& error) override;
    void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
    std::size_t on_body_impl(string_view bytes, error_code&) override;
    void on_chunk_header_impl(std::uint64_t, string_view extension, error_code& error) override;
    std::size_t on_chunk_body_impl(std::uint64_t, string_view bytes, error_code&) override;
    void on_finish_impl(error_code&) override {}

    Progress reject(const error_code& error);
    bool has_bad_lines(std::string_view input);
    bool has_too_much_around_chunks() const;
    bool is_acceptable(field name, std::string_view value);

    const ServeLimits& limits_;
    RequestHead& head_;
    std::string& body_;
    Rejection rejection_{};
    std::size_t header_bytes_ = 0;
    std::size_t scanned_ = 0; // of the input that is not used up: its lines are in order
    bool left_over_ = false;  // some of it, for want of more
    std::size_t chunked_bytes_ = 0, chunks_ = 0, body_bytes_ = 0;
    unsigned hosts_ = 0, lengths_ = 0, codings_ = 0;
    bool has_upgrade_ = false;
    bool expects_continue_ = false;
};

} // namespace loop::http
