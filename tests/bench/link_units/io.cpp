// One unit with loops, threads, timers and connections. The region is repeated per class.
#include "common.h"

namespace app {

std::map<std::string, int> tableOfUnit;

int lookUpOfUnit(const std::string& key) {
    auto found = tableOfUnit.find(key);
    if (found == tableOfUnit.end()) return lookUpOfNext(key);
    return clampTo(found->second, 0, 100);
}

//--- repeated
class ConnectionCopyOfUnit : public std::enable_shared_from_this<ConnectionCopyOfUnit> {
  public:
    explicit ConnectionCopyOfUnit(boost::asio::io_context& io)
        : io_(io), socket_(io), timeout_(io) {}
    void start(int endpoint) {
        auto self = shared_from_this();
        socket_.async_connect(endpoint, [self](int error) {
            if (error)
                self->fail(error);
            else
                self->read();
        });
        watch();
    }
    void onClosed(std::function<void(int)> handler) { closed_ = std::move(handler); }
    void send(const std::string& text) {
        auto self = shared_from_this();
        boost::asio::post(io_, [self, text] {
            self->pending_.push_back(text);
            if (self->pending_.size() == 1) self->write();
        });
    }

  private:
    void watch() {
        auto self = shared_from_this();
        timeout_.expires_after(30);
        timeout_.async_wait([self](int error) {
            if (!error) self->fail(110);
        });
    }
    void read() {
        buffer_.resize(512);
        const int size = lookUpOfUnit(buffer_);
        if (size > 0) handle(size);
        watch();
    }
    void handle(int size) {
        const std::string text = buffer_.substr(0, static_cast<unsigned>(size));
        if (text == "quit") return fail(0);
        reply(text);
    }
    void reply(const std::string& text) { send(joined({text, "ok"}, ' ')); }
    void write() {
        while (!pending_.empty()) {
            sent_ += clampTo(static_cast<int>(pending_.front().size()), 0, 1024);
            pending_.pop_back();
        }
    }
    void fail(int error) {
        timeout_.cancel();
        socket_.close();
        if (closed_) closed_(error);
    }

    boost::asio::io_context& io_;
    boost::asio::ip::tcp::socket socket_;
    boost::asio::steady_timer timeout_;
    std::function<void(int)> closed_;
    std::vector<std::string> pending_;
    std::string buffer_;
    int sent_ = 0;
};

class ServiceCopyOfUnit : public Component, public ListenerOfGroup {
  public:
    explicit ServiceCopyOfUnit(boost::asio::io_context& outer)
        : outer_(outer), work_(io_.get_executor()), tick_(io_) {}
    ~ServiceCopyOfUnit() override { stop(); }
    void start() override {
        isRunning_ = true;
        thread_ = std::thread([this] { io_.run(); });
        boost::asio::post(io_, [this] { arm(); });
    }
    void stop() override {
        if (!isRunning_) return;
        Component::stop();
        io_.stop();
        if (thread_.joinable()) thread_.join();
    }
    void onEvent(int event) override {
        boost::asio::post(io_, [this, event] { apply(event); });
    }
    void onClosed() override {
        mailbox_.push([this] { count_ = 0; });
    }
    void connect(int endpoint) {
        auto connection = std::make_shared<ConnectionCopyOfUnit>(io_);
        connection->onClosed([this](int error) { closed(error); });
        runOn(io_, [connection, endpoint] { connection->start(endpoint); });
        connections_.push_back(connection);
    }

  private:
    void arm() {
        rearm(tick_, 50, [this](int error) {
            if (error) return;
            tick();
            arm();
        });
    }
    void tick() {
        mailbox_.drain();
        ++count_;
        if (count_ % 10 == 0) report();
    }
    void report() {
        const int count = count_;
        boost::asio::post(outer_, [count] { tableOfUnit["ticks"] = count; });
    }
    void apply(int event) {
        if (event > 100) {
            notifyOfNext(io_, event - 100);
        } else {
            for (auto& connection : connections_) connection->send(std::to_string(event));
        }
    }
    void closed(int error) {
        if (error) connections_.clear();
        tableOfUnit["errors"] += error;
    }

    boost::asio::io_context& outer_;
    boost::asio::io_context io_;
    boost::asio::executor_work_guard<boost::asio::executor_type> work_;
    boost::asio::steady_timer tick_;
    std::thread thread_;
    Mailbox mailbox_;
    std::vector<std::shared_ptr<ConnectionCopyOfUnit>> connections_;
    int count_ = 0;
};
//--- end

std::unique_ptr<Component> makeOfUnit(boost::asio::io_context& io) {
    auto service = std::make_unique<ServiceCopyOfUnit>(io);
    for (int endpoint = 0; endpoint < 3; ++endpoint) service->connect(endpoint);
    return service;
}

void notifyOfUnit(boost::asio::io_context& io, int event) {
    static std::vector<ListenerOfGroup*> listeners;
    runOn(io, [event] {
        for (ListenerOfGroup* listener : listeners) listener->onEvent(event);
    });
}

} // namespace app
