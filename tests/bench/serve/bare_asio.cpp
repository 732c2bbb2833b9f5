// The least that answers GET / on Boost.Asio and Beast's parser: the yardstick for the asio loop.
#include <cstdlib>
#include <iostream>
#include <memory>

#include <boost/asio.hpp>

#include "bare_answer.h"

namespace asio = boost::asio;
using asio::ip::tcp;

struct Connection : std::enable_shared_from_this<Connection> {
    explicit Connection(tcp::socket taken) : socket(std::move(taken)) {}
    void read() {
        socket.async_read_some(asio::buffer(in + kept, sizeof in - kept),
                               [self = shared_from_this()](auto error, std::size_t count) {
                                   if (!error) self->received(count);
                               });
    }
    void received(std::size_t count) {
        out.clear();
        kept += count;
        const std::size_t used = exchange.feed(in, kept, out);
        std::memmove(in, in + used, kept -= used);
        if (out.empty()) return read();
        asio::async_write(socket, asio::buffer(out),
                          [self = shared_from_this()](auto error, std::size_t) {
                              if (!error) self->read();
                          });
    }
    tcp::socket socket;
    BareExchange exchange;
    std::string out;
    char in[8192];
    std::size_t kept = 0;
};

void accept(tcp::acceptor& acceptor) {
    acceptor.async_accept([&acceptor](auto error, tcp::socket socket) {
        if (!error) {
            socket.set_option(tcp::no_delay(true));
            std::make_shared<Connection>(std::move(socket))->read();
        }
        accept(acceptor);
    });
}

int main() {
    asio::io_context context(1);
    tcp::acceptor acceptor(context, {asio::ip::address_v4::loopback(), 0});
    std::cerr << "Uvicorn running on http://127.0.0.1:" << acceptor.local_endpoint().port()
              << " (bare Asio)" << std::endl;
    accept(acceptor);
    context.run();
}
