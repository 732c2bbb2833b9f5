// At home, before the thread starts, after it has ended, or where another owner may be.
#include <asio.h>
#include <qt.h>
#include <thread.h>
#include <uv.h>

#include <memory>
#include <utility>

namespace asio = boost::asio;

class Watchdog {
  public:
    void start() {
        timer_->async_wait([this](int) { timer_->expires_after(10); });
        spare_.reset();
        thread_ = std::thread([this] { io_.run(); });
    }
    void stop() {
        asio::post(io_, [this] { late_.reset(); });
        io_.stop();
        thread_.join();
        timer_.reset();
    }

  private:
    asio::io_context io_;
    std::unique_ptr<asio::steady_timer> timer_ = std::make_unique<asio::steady_timer>(io_);
    std::unique_ptr<asio::steady_timer> spare_ = std::make_unique<asio::steady_timer>(io_);
    std::unique_ptr<asio::steady_timer> late_ = std::make_unique<asio::steady_timer>(io_);
    std::thread thread_;
};

// Work guards may be released anywhere: that is what they are for.
void guarded() {
    asio::io_context io;
    auto work = std::make_unique<asio::executor_work_guard<asio::executor_type>>(io.get_executor());
    std::thread thread([&io] { io.run(); });
    work.reset();
    thread.join();
}

// A deleter of its own hands the object over.
struct Later {
    void operator()(QObject* object) const { object->deleteLater(); }
};

class Worker : public QObject {};

class Owner {
  public:
    void start() {
        worker_.reset(new Worker);
        worker_->moveToThread(&thread_);
        thread_.start();
    }
    void stop() {
        worker_.reset();
        thread_.quit();
        thread_.wait();
    }

  private:
    QThread thread_;
    std::unique_ptr<Worker, Later> worker_;
};

// Destroyed after its thread has ended, with nothing running there; or its timer was stopped.
class Poller : public QObject {
  public:
    Poller() : timer_(new QTimer(this)) { timer_->start(20); }
    void stop() { timer_->stop(); }

  private:
    QTimer* timer_;
};

class Store {
  public:
    Store() {
        worker_.moveToThread(&thread_);
        poller_.moveToThread(&thread_);
        thread_.start();
    }
    ~Store() {
        thread_.quit();
        thread_.wait();
    }

  private:
    QThread thread_;
    Worker worker_;
    Poller poller_;
};

// Another owner may be left: the connection need not die here.
class Connection {
  public:
    explicit Connection(uv_loop_t* loop) : ping_(new uv_timer_t) { uv_timer_init(loop, ping_); }
    ~Connection() { uv_timer_stop(ping_); }

  private:
    uv_timer_t* ping_;
};

void shared() {
    static uv_loop_t loop;
    static std::shared_ptr<Connection> other;
    uv_loop_init(&loop);
    auto connection = std::make_shared<Connection>(&loop);
    other = connection;
    std::thread thread([] { uv_run(&loop, 0); });
    connection.reset();
    thread.join();
}

// What it held went along with the task, and dies there.
class Gauge : public std::enable_shared_from_this<Gauge> {
  public:
    explicit Gauge(asio::io_context& io) : silence_(io) {}
    void begin() {
        silence_.async_wait([this](int) { begin(); });
    }

  private:
    asio::steady_timer silence_;
};
class Panel {
  public:
    Panel() : thread_([this] { io_.run(); }) {}
    ~Panel() {
        unplug();
        io_.stop();
        thread_.join();
    }
    void plug() {
        gauge_ = std::make_shared<Gauge>(io_);
        asio::post(io_, [this] { gauge_->begin(); });
    }
    void unplug() {
        asio::post(io_, [last = std::move(gauge_)]() mutable { last.reset(); });
    }

  private:
    asio::io_context io_;
    std::shared_ptr<Gauge> gauge_;
    std::thread thread_;
};

// The pool was joined before its timer dies.
class Sampler {
  public:
    Sampler() {
        timer_.async_wait([this](int) { timer_.expires_after(1); });
    }
    ~Sampler() {
        pool_.stop();
        pool_.join();
    }

  private:
    asio::thread_pool pool_{2};
    asio::steady_timer timer_{pool_.get_executor()};
};

int main(int argc, char** argv) {
    Panel panel;
    panel.plug();
    Sampler sampler;
    QCoreApplication app(argc, argv);
    Watchdog watchdog;
    watchdog.start();
    watchdog.stop();
    guarded();
    Owner owner;
    owner.start();
    owner.stop();
    Store store;
    shared();
    return app.exec();
}
