// Loops whose threads start when they are built, and loops that must run where they were built.
#include <folly.h>
#include <muduo.h>
#include <thread.h>

#include <memory>

class Beat : public folly::AsyncTimeout {
  public:
    explicit Beat(folly::EventBase* base) : folly::AsyncTimeout(base) {}
    void timeoutExpired() override { scheduleTimeout(10); }
};

class Relay {
  public:
    void open() {
        auto* base = io_.getEventBase();
        base->runInEventBaseThreadAndWait([this, base] {
            beat_ = std::make_unique<Beat>(base);
            beat_->scheduleTimeout(10);
        });
    }
    void close() {
        beat_->cancelTimeout(); // want "'Beat' belongs to the loop 'io_', which the thread 'io_' runs, but is used here in the main thread; hand the call over to the loop"
        io_.getEventBase()->runInEventBaseThreadAndWait([this] { beat_.reset(); });
    }

  private:
    folly::ScopedEventBaseThread io_;
    std::unique_ptr<Beat> beat_;
};

// muduo's loop belongs to the thread that builds it.
class Sampler {
  public:
    ~Sampler() { thread_.join(); }
    void start() {
        thread_ = std::thread([this] {
            loop_.loop(); // want "'loop_' is built in the main thread, which must run it, but runs here in the thread started in 'Sampler::start'; build it in the thread that runs it"
        });
    }

  private:
    muduo::net::EventLoop loop_;
    std::thread thread_;
};

// A task of a pool, handed over in a handler of the loop.
class Gauge {
  public:
    Gauge(muduo::net::EventLoop* loop, muduo::ThreadPool* pool)
        : loop_(loop), pool_(pool), channel_(new muduo::net::Channel(loop, 5)) {
        channel_->setReadCallback([this](long) { ready(); });
        channel_->enableReading();
    }

  private:
    void ready() {
        loop_->assertInLoopThread();
        pool_->run([this] { drop(); });
    }
    void drop() { channel_->disableAll(); } // want "'channel_' belongs to the loop 'loop', which the main thread runs, but is used here in the pool thread started in 'Gauge::ready'"

    muduo::net::EventLoop* loop_;
    muduo::ThreadPool* pool_;
    std::unique_ptr<muduo::net::Channel> channel_;
};

int main() {
    Relay relay;
    relay.open();
    relay.close();
    Sampler sampler;
    sampler.start();
    muduo::net::EventLoop loop;
    muduo::ThreadPool pool;
    Gauge gauge(&loop, &pool);
    loop.loop();
}
