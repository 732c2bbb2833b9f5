// A virtual method joins the thread before the object dies: whichever class it is of.
#include <asio.h>
#include <thread.h>

#include <memory>

namespace asio = boost::asio;

class Module {
  public:
    virtual ~Module() = default;
    virtual void start() = 0;
    virtual void stop() = 0;
};

class Feed : public Module {
  public:
    void start() override {
        beat_.async_wait([this](int) { beat_.expires_after(3); });
        thread_ = std::thread([this] { io_.run(); });
    }
    void stop() override {
        io_.stop();
        thread_.join();
    }

  private:
    asio::io_context io_;
    asio::steady_timer beat_{io_};
    std::thread thread_;
};

class Host {
  public:
    void add(std::unique_ptr<Module> module) { module_ = static_cast<std::unique_ptr<Module>&&>(module); }
    void start() { module_->start(); }
    void stop() {
        module_->stop();
        module_.reset();
    }

  private:
    std::unique_ptr<Module> module_;
};

int main() {
    Host host;
    host.add(std::make_unique<Feed>());
    host.start();
    host.stop();
}
