#include <uv.h>

struct Listener {
    virtual ~Listener();
    virtual void onEvent(int event) = 0;
};

class Watch : public Listener {
  public:
    Watch() { uv_timer_init(uv_default_loop(), &timer_); }
    void onEvent(int event) override { stop(event); }

  private:
    void stop(int event) {
        if (event) uv_timer_stop(&timer_);
    }
    uv_timer_t timer_;
};

void listen(Listener&);

int main() {
    Watch watch;
    listen(watch);
    uv_run(uv_default_loop(), 0);
}
