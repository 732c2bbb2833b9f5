// The least that answers GET / on libuv and Beast's parser: the yardstick for the uv loop.
#include <cstring>
#include <iostream>

#include <netinet/in.h>
#include <uv.h>

#include "bare_answer.h"

struct Connection {
    uv_tcp_t handle;
    BareExchange exchange;
    std::string out;
    char in[8192];
    std::size_t kept = 0;
};

Connection& of(uv_stream_t* stream) { return *static_cast<Connection*>(stream->data); }

void give_room(uv_handle_t* handle, std::size_t, uv_buf_t* room) {
    Connection& self = of(reinterpret_cast<uv_stream_t*>(handle));
    *room = uv_buf_init(self.in + self.kept, static_cast<unsigned>(sizeof self.in - self.kept));
}
void end(uv_stream_t* stream) {
    uv_close(reinterpret_cast<uv_handle_t*>(stream),
             [](uv_handle_t* closed) { delete static_cast<Connection*>(closed->data); });
}
// A short write ends the connection: the answer is small, and is read.
void received(uv_stream_t* stream, ssize_t count, const uv_buf_t*) {
    if (count < 0) return end(stream);
    Connection& self = of(stream);
    self.out.clear();
    self.kept += static_cast<std::size_t>(count);
    const std::size_t used = self.exchange.feed(self.in, self.kept, self.out);
    std::memmove(self.in, self.in + used, self.kept -= used);
    if (self.out.empty()) return;
    const uv_buf_t out = uv_buf_init(self.out.data(), static_cast<unsigned>(self.out.size()));
    if (uv_try_write(stream, &out, 1) != static_cast<int>(self.out.size())) end(stream);
}
void accept(uv_stream_t* listener, int) {
    auto* connection = new Connection;
    uv_tcp_init(listener->loop, &connection->handle);
    connection->handle.data = connection;
    auto* stream = reinterpret_cast<uv_stream_t*>(&connection->handle);
    if (uv_accept(listener, stream) != 0) return end(stream);
    uv_tcp_nodelay(&connection->handle, 1);
    uv_read_start(stream, give_room, received);
}

int main() {
    uv_loop_t loop;
    uv_tcp_t listener;
    sockaddr_in address{};
    uv_ip4_addr("127.0.0.1", 0, &address);
    uv_loop_init(&loop);
    uv_tcp_init(&loop, &listener);
    uv_tcp_bind(&listener, reinterpret_cast<sockaddr*>(&address), 0);
    uv_listen(reinterpret_cast<uv_stream_t*>(&listener), 2048, accept);
    int size = sizeof address;
    uv_tcp_getsockname(&listener, reinterpret_cast<sockaddr*>(&address), &size);
    std::cerr << "Uvicorn running on http://127.0.0.1:" << ntohs(address.sin_port)
              << " (bare libuv)" << std::endl;
    uv_run(&loop, UV_RUN_DEFAULT);
}
