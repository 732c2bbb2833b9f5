#pragma once
#define EV_STATIC(type, name) type name
namespace vendor {
inline namespace v2 {
namespace ev {
enum class Thread { Io };
struct Loop {
    void run();
};
struct Timer {
    explicit Timer(Loop& loop);
    void start(int after);
    void stop();
};
template <class F> void post(Loop& loop, F f);
Loop& main_loop();
int ev_type_of();
} // namespace ev
} // namespace v2
} // namespace vendor
namespace ev = vendor::ev;
