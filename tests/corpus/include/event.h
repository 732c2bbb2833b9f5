#pragma once
// A look-alike of libevent: the names that the model speaks of, and nothing behind them.

#ifdef __cplusplus
extern "C" {
#endif

struct event_base { int flags; };
struct event { struct event_base* base; };
struct bufferevent { struct event_base* base; };
struct evbuffer;
struct evdns_base;
struct evhttp;
struct evhttp_connection;
struct evhttp_request;
enum bufferevent_options { BEV_OPT_CLOSE_ON_FREE = 1, BEV_OPT_THREADSAFE = 2 };
typedef void (*event_callback_fn)(int fd, short what, void* argument);
typedef void (*bufferevent_data_cb)(struct bufferevent*, void*);
typedef void (*bufferevent_event_cb)(struct bufferevent*, short, void*);

int evthread_use_pthreads(void);
struct event_base* event_base_new(void);
struct event_base* event_init(void);
int event_base_dispatch(struct event_base*);
int event_base_loop(struct event_base*, int flags);
void event_base_free(struct event_base*);
int event_base_set(struct event_base*, struct event*);
void event_set(struct event*, int fd, short what, event_callback_fn, void* argument);
int event_assign(struct event*, struct event_base*, int fd, short what, event_callback_fn,
                 void* argument);
int event_add(struct event*, const void* timeout);
int event_del(struct event*);

int bufferevent_pair_new(struct event_base*, int options, struct bufferevent* pair[2]);
struct bufferevent* bufferevent_filter_new(struct bufferevent* underlying, void* input,
                                           void* output, int options, void* free_context,
                                           void* context);
struct bufferevent* bufferevent_socket_new(struct event_base*, int fd, int options);
void bufferevent_setcb(struct bufferevent*, bufferevent_data_cb, bufferevent_data_cb,
                       bufferevent_event_cb, void*);
int bufferevent_write(struct bufferevent*, const void*, unsigned long);
void bufferevent_free(struct bufferevent*);

struct evdns_base* evdns_base_new(struct event_base*, int initialize);
struct evhttp* evhttp_new(struct event_base*);
void evhttp_set_gencb(struct evhttp*, void (*)(struct evhttp_request*, void*), void*);
void evhttp_send_reply(struct evhttp_request*, int code, const char* reason, struct evbuffer*);
struct evhttp_connection* evhttp_connection_base_new(struct event_base*, struct evdns_base*,
                                                     const char* host, unsigned short port);
void evhttp_connection_set_timeout(struct evhttp_connection*, int seconds);
void evhttp_connection_free(struct evhttp_connection*);

#ifdef __cplusplus
}
#endif
