// A queue of its own, which the loop's thread empties: who waits for an entry must not be that thread.
#include <thread.h>
#include <uv.h>

#include <functional>
#include <utility>
#include <vector>

class Desk {
  public:
    Desk() {
        uv_loop_init(&loop_);
        uv_async_init(&loop_, &bell_, [](uv_async_t* bell) { static_cast<Desk*>(bell->data)->serve(); });
        bell_.data = this;
    }
    ~Desk() { thread_.join(); }
    void open() {
        thread_ = std::thread([this] { uv_run(&loop_, 0); });
    }
    void hand(std::function<void()> paper) {
        papers_.push_back(std::move(paper));
        uv_async_send(&bell_);
    }
    int copies() {
        uv_sem_t done;
        int copies = 0;
        uv_sem_init(&done, 0);
        hand([&] {
            copies = copies_;
            uv_sem_post(&done); // want note "what is waited for happens here"
        });
        uv_sem_wait(&done); // want "'uv_sem_wait' waits here in the thread started in 'Desk::open' for what only this thread does, when this returns"
        return copies;
    }
    int copiesAsked() {
        uv_sem_t done;
        uv_sem_init(&done, 0);
        hand([&] { uv_sem_post(&done); });
        uv_sem_wait(&done); // only main asks
        return copies_;
    }
    void copy() {
        hand([this] { copies_ = copies() + 1; });
    }

  private:
    void serve() {
        std::vector<std::function<void()>> now;
        std::swap(now, papers_);
        for (auto& paper : now) paper();
    }
    uv_loop_t loop_;
    uv_async_t bell_;
    std::vector<std::function<void()>> papers_;
    std::thread thread_;
    int copies_ = 0;
};

int main() {
    Desk desk;
    desk.open();
    desk.copy();
    return desk.copies() + desk.copiesAsked();
}
