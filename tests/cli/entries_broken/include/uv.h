extern "C" {
struct uv_loop_t;
struct uv_timer_t {
    void* data;
};
uv_loop_t* uv_default_loop();
int uv_timer_init(uv_loop_t*, uv_timer_t*);
int uv_timer_stop(uv_timer_t*);
int uv_run(uv_loop_t*, int);
}
