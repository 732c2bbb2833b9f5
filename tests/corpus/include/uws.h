#pragma once
// A look-alike of uWebSockets: the names that the model speaks of, and nothing behind them.

struct us_listen_socket_t;
struct us_socket_t;
struct us_timer_t;
struct us_loop_t;
extern "C" {
void us_listen_socket_close(int ssl, us_listen_socket_t*);
void us_socket_close(int ssl, us_socket_t*);
void us_timer_set(us_timer_t*, void (*)(us_timer_t*), int ms, int repeat);
void us_wakeup_loop(us_loop_t*);
}

namespace uWS {

class Loop {
  public:
    static Loop* get(void* existing = nullptr);
    template <class F>
    void defer(F&&) {}
    template <class F>
    void addPostHandler(void* key, F&&) {}
    template <class F>
    void addPreHandler(void* key, F&&) {}
    void removePostHandler(void* key);
    void removePreHandler(void* key);
    void run();
    void free();
};
void run();

template <bool SSL>
class HttpResponse {
  public:
    HttpResponse* writeStatus(const char* status);
    HttpResponse* writeHeader(const char* key, const char* value);
    bool write(const char* text);
    void end(const char* text = "");
    template <class F>
    HttpResponse* onAborted(F&&) {
        return this;
    }
    template <class F>
    HttpResponse* onData(F&&) {
        return this;
    }
    template <class F>
    HttpResponse* onWritable(F&&) {
        return this;
    }
};

template <bool SSL, bool isServer, class UserData>
class WebSocket {
  public:
    UserData* getUserData();
    int send(const char* text);
    void end(int code = 0);
    void close();
    bool subscribe(const char* topic);
};

template <bool SSL>
class TemplatedApp {
  public:
    TemplatedApp();
    ~TemplatedApp();
    template <class F>
    TemplatedApp& get(const char* pattern, F&&) {
        return *this;
    }
    template <class F>
    TemplatedApp& post(const char* pattern, F&&) {
        return *this;
    }
    template <class F>
    TemplatedApp& put(const char* pattern, F&&) {
        return *this;
    }
    template <class F>
    TemplatedApp& del(const char* pattern, F&&) {
        return *this;
    }
    template <class F>
    TemplatedApp& patch(const char* pattern, F&&) {
        return *this;
    }
    template <class F>
    TemplatedApp& options(const char* pattern, F&&) {
        return *this;
    }
    template <class F>
    TemplatedApp& any(const char* pattern, F&&) {
        return *this;
    }
    template <class F>
    TemplatedApp& filter(F&&) {
        return *this;
    }
    template <class UserData, class Behavior>
    TemplatedApp& ws(const char* pattern, Behavior&&) {
        return *this;
    }
    template <class F>
    TemplatedApp& listen(int port, F&&) {
        return *this;
    }
    bool publish(const char* topic, const char* text);
    TemplatedApp& run();
    TemplatedApp& close();
    Loop* getLoop();
};
using App = TemplatedApp<false>;
using SSLApp = TemplatedApp<true>;

} // namespace uWS
