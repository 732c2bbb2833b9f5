#define LOOP_RUNS_ON(x) __attribute__((annotate("loop::runs_on:" #x)))
struct Loop {};
class Session {
    LOOP_RUNS_ON(loop_) void flush();
    LOOP_RUNS_ON(lop_) void drop();
    LOOP_RUNS_ON(other_) void wait();
    Loop& loop_;
    struct {
        Loop* other_;
    };
};
void Session::drop() {}
template <class T>
struct Any : T {
    LOOP_RUNS_ON(loopOfBase) void flush() {}
};
