// The locks are on, but each bufferevent must ask for its own.
#include <event.h>
#include <thread.h>

class Line {
  public:
    Line(event_base* base, int fd) : bare_(bufferevent_socket_new(base, fd, BEV_OPT_CLOSE_ON_FREE)),
          locked_(bufferevent_socket_new(base, fd, BEV_OPT_CLOSE_ON_FREE | BEV_OPT_THREADSAFE)) {}
    void say() {
        bufferevent_write(bare_, "hi", 2); // want "'bare_' belongs to the loop 'base', which the main thread runs, but is used here in the thread started in 'main'; hand the call over to the loop"
        bufferevent_write(locked_, "hi", 2);
    }

  private:
    bufferevent* bare_;
    bufferevent* locked_;
};

int main() {
    evthread_use_pthreads();
    event_base* base = event_base_new();
    Line line(base, 5);
    std::thread talker([&line] { line.say(); });
    event_base_dispatch(base);
    talker.join();
    event_base_free(base);
}
