// The article's bug on plain Asio: the heartbeat is built at namespace scope, on the default
// context, but the server makes and runs a context of its own. The heartbeat never comes.
#include <boost/asio.hpp>
#include <chrono>
#include <cstdio>
#include <string>

namespace asio = boost::asio;
using asio::ip::tcp;

asio::io_context default_context;
// !!! Create the timer !!!
asio::steady_timer heartbeat(default_context);

void start_heartbeat() {
    heartbeat.expires_after(std::chrono::milliseconds(50));
    heartbeat.async_wait([](const boost::system::error_code& error) {
        if (!error) std::puts("heartbeat");
    });
}

void serve_one(tcp::acceptor& acceptor) {
    acceptor.async_accept([](const boost::system::error_code& error, tcp::socket peer) {
        if (!error) asio::write(peer, asio::buffer("hello\n", 6));
    });
}

void ask(tcp::socket& client, const tcp::endpoint& server, std::string& answer) {
    client.connect(server);
    asio::async_read_until(client, asio::dynamic_buffer(answer), '\n',
                           [&answer](const boost::system::error_code& error, std::size_t) {
                               if (!error) std::printf("answered: %s", answer.c_str());
                           });
}

int main() {
    asio::io_context context;
    tcp::acceptor acceptor(context, tcp::endpoint(asio::ip::address_v4::loopback(), 0));
    tcp::socket client(context);
    std::string answer;
    serve_one(acceptor);
    ask(client, acceptor.local_endpoint(), answer);
    // !!! Do something asynchronous !!!
    start_heartbeat();
    context.run();
    std::puts("served");
}
