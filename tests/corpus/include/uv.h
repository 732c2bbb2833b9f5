#pragma once
// A look-alike of libuv, as its C header reads.

#ifdef __cplusplus
extern "C" {
#endif

typedef struct uv_loop_s { void* data; int handles; } uv_loop_t;
typedef struct uv_timer_s { void* data; uv_loop_t* loop; } uv_timer_t;
typedef struct uv_async_s { void* data; uv_loop_t* loop; } uv_async_t;
typedef struct uv_handle_s { void* data; } uv_handle_t;
typedef void (*uv_timer_cb)(uv_timer_t*);
typedef void (*uv_close_cb)(uv_handle_t*);
typedef void (*uv_async_cb)(uv_async_t*);

uv_loop_t* uv_default_loop(void);
int uv_loop_init(uv_loop_t*);
int uv_loop_close(uv_loop_t*);
int uv_run(uv_loop_t*, int mode);
void uv_stop(uv_loop_t*);
int uv_timer_init(uv_loop_t*, uv_timer_t*);
int uv_timer_start(uv_timer_t*, uv_timer_cb, unsigned long, unsigned long);
int uv_timer_stop(uv_timer_t*);
void uv_close(uv_handle_t*, uv_close_cb);
int uv_async_init(uv_loop_t*, uv_async_t*, uv_async_cb);
int uv_async_send(uv_async_t*);
int uv_timer_stop(uv_timer_t*);
typedef struct uv_work_s { void* data; uv_loop_t* loop; } uv_work_t;
typedef void (*uv_work_cb)(uv_work_t*);
typedef void (*uv_after_work_cb)(uv_work_t*, int status);
typedef struct uv_stream_s { void* data; uv_loop_t* loop; } uv_stream_t;
typedef struct uv_tcp_s { void* data; uv_loop_t* loop; } uv_tcp_t;
typedef struct uv_shutdown_s { void* data; uv_stream_t* handle; } uv_shutdown_t;
typedef void (*uv_shutdown_cb)(uv_shutdown_t*, int status);
typedef void (*uv_connection_cb)(uv_stream_t*, int status);
typedef void (*uv_walk_cb)(uv_handle_t*, void*);
int uv_tcp_init(uv_loop_t*, uv_tcp_t*);
int uv_shutdown(uv_shutdown_t*, uv_stream_t*, uv_shutdown_cb);
int uv_listen(uv_stream_t*, int backlog, uv_connection_cb);
int uv_accept(uv_stream_t* server, uv_stream_t* client);
void uv_walk(uv_loop_t*, uv_walk_cb, void*);
typedef struct uv_sem_s { int count; } uv_sem_t;
int uv_sem_init(uv_sem_t*, unsigned int value);
void uv_sem_post(uv_sem_t*);
void uv_sem_wait(uv_sem_t*);
int uv_queue_work(uv_loop_t*, uv_work_t*, uv_work_cb, uv_after_work_cb);

#ifdef __cplusplus
}
#endif
