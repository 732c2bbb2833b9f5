typedef struct uv_timer_s { void* data; } uv_timer_t;
static uv_timer_t timer;
int main(void) { return timer.data != 0; }
