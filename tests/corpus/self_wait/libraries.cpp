// A callback of the event base stops the server, which waits for the event base.
#include <folly.h>
#include <qt.h>
#include <thread.h>
#include <trantor.h>

class Server {
  public:
    explicit Server(folly::EventBase* base) : base_(base) {}
    void begin() {
        base_->runInEventBaseThread([this] { stop(); });
    }
    void stop() {
        folly::Baton<> done;
        base_->runInEventBaseThread([&done] { done.post(); });
        done.wait(); // want "'folly::Baton::wait' waits here in the thread started in 'serve' for what 'folly::EventBase::runInEventBaseThread' handed to the same thread; it can only run when this returns"
    }
    // Runs at once if it is on the event base.
    void end() {
        base_->runImmediatelyOrRunInEventBaseThreadAndWait([] {});
    }

  private:
    folly::EventBase* base_;
};

void serve() {
    folly::EventBase base;
    std::thread thread([&base] { base.loopForever(); });
    Server server(&base);
    server.begin();
    server.stop();
    server.end();
    thread.join();
}

// A synchronous request on a client of the handler's own loop.
void answer() {
    auto* client = drogon::HttpClient::newHttpClient("x", trantor::EventLoop::getEventLoopOfCurrentThread()); // want note "bound to the loop of the thread that runs this"
    client->sendRequest(1); // want "'drogon::HttpClient::sendRequest' waits here, in a handler of the loop, for what the same loop must do; use the asynchronous call"
}
void answerLater() {
    auto* client = drogon::HttpClient::newHttpClient("x", trantor::EventLoop::getEventLoopOfCurrentThread());
    client->sendRequest(1, [](int) {}, 5.0);
}
void answerByAnotherLoop() {
    auto* client = drogon::HttpClient::newHttpClient("x", drogon::app().getLoop());
    client->sendRequest(1);
}

// A result is handed over by the loop of the connection, which the next query needs.
class Orders {
  public:
    void place() {
        client_->execSqlAsync("insert", [this](int) { placed(); });
    }

  private:
    void placed() {
        client_->execSqlSync("audit"); // want "'drogon::orm::DbClient::execSqlSync' waits here, in a handler of the loop, for what the same loop must do; use the asynchronous call"
    }
    drogon::orm::DbClient* client_ = drogon::orm::DbClient::newPgClient("x", 1);
};

// A blocking call to an object of the own thread.
class Worker : public QObject {
  public:
    void load() {}
    void reload() {
        QMetaObject::invokeMethod(this, [this] { load(); }, Qt::BlockingQueuedConnection); // want "'QMetaObject::invokeMethod' hands a callable to the thread 'thread' and waits for it, but is called here in that very thread"
    }
    void refresh() {
        QMetaObject::invokeMethod(this, [this] { load(); }, Qt::BlockingQueuedConnection);
    }
};

int main(int argc, char** argv) {
    serve();
    drogon::app().registerHandler("/a", [] { answer(); });
    drogon::app().registerHandler("/b", [] { answerLater(); });
    drogon::app().registerHandler("/c", [] { answerByAnotherLoop(); });
    Orders orders;
    orders.place();
    QCoreApplication app(argc, argv);
    QThread thread;
    auto* worker = new Worker;
    worker->moveToThread(&thread);
    QObject::connect(&thread, &QThread::started, worker, &Worker::reload);
    thread.start();
    worker->refresh();
    return app.exec();
}
