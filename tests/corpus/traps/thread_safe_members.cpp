// Single members of a bound type may be called anywhere: deleteLater, uv_async_send, stop.
#include <asio.h>
#include <qt.h>
#include <thread.h>
#include <uv.h>

int main(int argc, char** argv) {
    QCoreApplication app(argc, argv);
    auto* timer = new QTimer;
    QThread* janitor = QThread::create([timer] { timer->deleteLater(); });
    janitor->start();

    uv_async_t wake;
    uv_async_init(uv_default_loop(), &wake, nullptr);
    std::thread sender([&wake] { uv_async_send(&wake); });
    uv_run(uv_default_loop(), 0);
    sender.join();

    boost::asio::io_context io;
    std::thread runner([&io] { io.run(); });
    io.stop();
    runner.join();
    janitor->wait();
}
