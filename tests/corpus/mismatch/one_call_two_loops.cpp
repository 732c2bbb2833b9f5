// A call that joins two objects needs them on one loop.
#include <event.h>
#include <thread.h>
#include <uv.h>

class Lane {
  public:
    Lane() { uv_loop_init(&loop_); }
    uv_loop_t* loop() { return &loop_; }
    void start() {
        thread_ = std::thread([this] { uv_run(&loop_, 0); });
    }

  private:
    uv_loop_t loop_;
    std::thread thread_;
};
static Lane lane;

static void onOther(uv_stream_t* server, int) {
    auto* client = new uv_tcp_t;
    uv_tcp_init(lane.loop(), client);
    uv_accept(server, (uv_stream_t*)client); // want "'server' belongs to the loop 'uv_default_loop' but 'client' to the loop 'loop_', and 'uv_accept' needs both on one; initialise the client on the server's loop"
}
static void onOwn(uv_stream_t* server, int) {
    auto* client = new uv_tcp_t;
    uv_tcp_init(server->loop, client);
    uv_accept(server, (uv_stream_t*)client);
}

void listen() {
    lane.start();
    static uv_tcp_t server, quiet;
    uv_tcp_init(uv_default_loop(), &server);
    uv_tcp_init(uv_default_loop(), &quiet);
    uv_listen((uv_stream_t*)&server, 16, onOther);
    uv_listen((uv_stream_t*)&quiet, 16, onOwn);
    uv_run(uv_default_loop(), 0);
}

void fetch() {
    event_base* names = event_base_new();
    event_base* pages = event_base_new();
    evdns_base* dns = evdns_base_new(names, 1);
    evhttp_connection_base_new(names, dns, "localhost", 80);
    evhttp_connection_base_new(pages, nullptr, "localhost", 80);
    evhttp_connection_base_new(pages, dns, "localhost", 80); // want "'pages' belongs to the loop 'pages' but 'dns' to the loop 'names', and 'evhttp_connection_base_new' needs both on one; give each base a resolver of its own"
    event_base_dispatch(pages);
    event_base_dispatch(names);
}
