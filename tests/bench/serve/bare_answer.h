// What the bare servers share: Beast's parser, and one answer with the date of this second.
#pragma once

#include <cstddef>
#include <ctime>
#include <string>

#include <boost/beast/http.hpp>

// Parses requests of GET / and appends an answer to each.
class BareExchange {
  public:
    // Bytes that were used up; throws on what is no request.
    std::size_t feed(const char* data, std::size_t size, std::string& out) {
        std::size_t used = 0;
        while (used < size) {
            boost::beast::error_code error;
            used += parser_->put(boost::asio::buffer(data + used, size - used), error);
            if (error == boost::beast::http::error::need_more) break;
            if (error) throw boost::beast::system_error(error);
            if (!parser_->is_done()) continue;
            answer(out);
            parser_.emplace();
            parser_->eager(true);
        }
        return used;
    }
    BareExchange() {
        parser_.emplace();
        parser_->eager(true);
    }

  private:
    void answer(std::string& out) {
        const bool found = parser_->get().target() == "/";
        out += found ? "HTTP/1.1 200 OK\r\n" : "HTTP/1.1 404 Not Found\r\n";
        out += date_line();
        out += "content-type: text/plain\r\ncontent-length: 13\r\n\r\nHello, world!";
    }
    static const std::string& date_line() {
        static std::string line;
        static std::time_t built = 0;
        const std::time_t now = std::time(nullptr);
        if (now != built) {
            char text[64];
            std::tm utc{};
            ::gmtime_r(&now, &utc);
            std::strftime(text, sizeof text, "date: %a, %d %b %Y %H:%M:%S GMT\r\n", &utc);
            line = std::string(text) + "server: uvicorn\r\n";
            built = now;
        }
        return line;
    }
    boost::optional<boost::beast::http::request_parser<boost::beast::http::string_body>> parser_;
};
