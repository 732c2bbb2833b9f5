#pragma once
// What all units of the generated program share. Group: a token that bench renames per fifty units.

#include <asio.h>

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace app {

class Component {
  public:
    virtual ~Component() = default;
    virtual void start() = 0;
    virtual void stop() { isRunning_ = false; }
    bool isRunning() const { return isRunning_; }

  protected:
    bool isRunning_ = false;
};

class Mailbox {
  public:
    void push(std::function<void()> item) {
        std::lock_guard<std::mutex> lock(mutex_);
        items_.push_back(std::move(item));
    }
    void drain() {
        std::vector<std::function<void()>> taken;
        {
            std::lock_guard<std::mutex> lock(mutex_);
            taken.swap(items_);
        }
        for (auto& item : taken) item();
    }

  private:
    std::mutex mutex_;
    std::vector<std::function<void()>> items_;
};

inline int clampTo(int value, int low, int high) {
    if (value < low) return low;
    return value > high ? high : value;
}
inline std::string joined(const std::vector<std::string>& parts, char by) {
    std::string all;
    for (const std::string& part : parts) {
        if (!all.empty()) all += by;
        all += part;
    }
    return all;
}
template <class Callable>
void runOn(boost::asio::io_context& io, Callable callable) {
    boost::asio::post(io, std::move(callable));
}
inline void rearm(boost::asio::steady_timer& timer, int after, std::function<void(int)> then) {
    timer.expires_after(after);
    timer.async_wait(then);
}

struct ListenerOfGroup {
    virtual ~ListenerOfGroup() = default;
    virtual void onEvent(int event) = 0;
    virtual void onClosed() {}
};

std::unique_ptr<Component> makeOfUnit(boost::asio::io_context& io);
int lookUpOfUnit(const std::string& key);
void notifyOfUnit(boost::asio::io_context& io, int event);
std::unique_ptr<Component> makeOfNext(boost::asio::io_context& io);
int lookUpOfNext(const std::string& key);
void notifyOfNext(boost::asio::io_context& io, int event);

} // namespace app
