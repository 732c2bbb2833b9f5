// The program's main: it makes a component of every unit, and runs them all.
#include "common.h"

namespace app {
// makers
} // namespace app

int main() {
    boost::asio::io_context io;
    std::vector<std::unique_ptr<app::Component>> components;
    // components
    for (auto& component : components) component->start();
    io.run();
    for (auto& component : components) component->stop();
}
