// An object that is handed over whole belongs to the thread that it comes to.
#include <asio.h>
#include <memory>
#include <thread>

class Job {
  public:
    void start() {
        io_ = std::make_unique<boost::asio::io_context>();
        timer_ = std::make_unique<boost::asio::steady_timer>(*io_);
        timer_->async_wait([this](int) { timer_->cancel(); });
        io_->run();
    }

  private:
    std::unique_ptr<boost::asio::io_context> io_;
    std::unique_ptr<boost::asio::steady_timer> timer_;
};

int main() {
    auto job = std::make_unique<Job>();
    std::thread thread([job = std::move(job)] { job->start(); });
    thread.join();
}
