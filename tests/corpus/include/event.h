#pragma once
// A look-alike of libevent: the names that the model speaks of, and nothing behind them.

#ifdef __cplusplus
extern "C" {
#endif

struct event_base { int flags; };
struct event { struct event_base* base; };
typedef void (*event_callback_fn)(int fd, short what, void* argument);

struct event_base* event_base_new(void);
struct event_base* event_init(void);
int event_base_loop(struct event_base*, int flags);
int event_base_set(struct event_base*, struct event*);
void event_set(struct event*, int fd, short what, event_callback_fn, void* argument);
int event_assign(struct event*, struct event_base*, int fd, short what, event_callback_fn,
                 void* argument);
int event_add(struct event*, const void* timeout);
int event_del(struct event*);

struct bufferevent { struct event_base* base; };
int bufferevent_pair_new(struct event_base*, int options, struct bufferevent* pair[2]);
struct bufferevent* bufferevent_filter_new(struct bufferevent* underlying, void* input,
                                           void* output, int options, void* free_context,
                                           void* context);
void bufferevent_free(struct bufferevent*);

#ifdef __cplusplus
}
#endif
