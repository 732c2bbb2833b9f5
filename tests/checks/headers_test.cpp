// The models speak of real things: each name is held against the headers of the library itself,
// and no function of libuv or libevent that takes a loop or a handle is forgotten.

#include "analysis/embedded.h"
#include "headers_test_units.h"
#include "model_check.h"
#include "models/model.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace looplint::testing {

namespace {

std::string textOf(const std::string& model) {
    for (const EmbeddedFile& file : embeddedFiles())
        if (file.name == model) return std::string(file.text);
    return "";
}

struct Headers {
    std::string code, flags;
};

Headers asio() {
    return {"#include <boost/asio.hpp>\n#include <boost/asio/deadline_timer.hpp>\n"
            "#include <boost/asio/experimental/channel.hpp>\n"
            "#include <boost/asio/experimental/co_spawn.hpp>\n"
            "#include <boost/asio/experimental/concurrent_channel.hpp>\n"
            "#include <boost/asio/spawn.hpp>\n#include <boost/asio/ssl.hpp>\n"
            "#include <boost/beast.hpp>\n#include <boost/beast/ssl.hpp>\n",
            LOOPLINT_HEADER_FLAGS};
}
Headers libuv() { return {"#include <uv.h>\n", LOOPLINT_HEADER_FLAGS}; }
Headers libevent() {
    return {"#include <event2/bufferevent.h>\n#include <event2/bufferevent_ssl.h>\n"
            "#include <event2/dns.h>\n#include <event2/event.h>\n#include <event2/event_compat.h>\n"
            "#include <event2/event_struct.h>\n#include <event2/http.h>\n"
            "#include <event2/listener.h>\n#include <event2/rpc.h>\n#include <event2/thread.h>\n",
            LOOPLINT_HEADER_FLAGS};
}
Headers gtk() {
    return {"#include <gtkmm.h>\n#include <giomm.h>\n#include <gtk/gtk.h>\n",
            LOOPLINT_HEADER_FLAGS};
}
Headers systemd() {
    return {"#include <systemd/sd-bus.h>\n#include <systemd/sd-event.h>\n", LOOPLINT_HEADER_FLAGS};
}
Headers hiredis() {
    return {"#include <hiredis/async.h>\n#include <hiredis/adapters/libevent.h>\n"
            "#include <hiredis/adapters/libuv.h>\n",
            LOOPLINT_HEADER_FLAGS};
}
Headers threads() {
    return {"#include <barrier>\n#include <future>\n#include <latch>\n#include <mutex>\n"
            "#include <semaphore>\n#include <shared_mutex>\n#include <thread>\n"
            "#include <pthread.h>\n#include <semaphore.h>\n#include <signal.h>\n"
            "#include <stdlib.h>\n#include <threads.h>\n#include <unistd.h>\n",
            ""};
}
Headers qt(const std::string& flags) {
    return {"#include <QtConcurrent>\n#include <QtCore>\n#include <QtDBus>\n#include <QtGui>\n"
            "#include <QtNetwork>\n#include <QtWidgets>\n",
            "-fPIC " + flags};
}
Headers runtime() {
    return {"#include \"loop/app.h\"\n#include \"loop/threadsafe.h\"\n",
            "-I" LOOPLINT_SOURCE_DIR "/runtime/include"};
}

/// What no header here declares, with the reason.
struct Absent {
    const char* name;
    const char* why;
};
constexpr Absent kAbsent[] = {
    {"evthread_use_windows_threads", "declared on Windows only"},
    {"asio::basic_file", "needs liburing"},
    {"asio::basic_stream_file", "needs liburing"},
    {"asio::basic_random_access_file", "needs liburing"},
    {"boost::thread", "Boost.Thread is not installed"},
    {"boost::async", "Boost.Thread is not installed"},
    {"boost::this_thread", "Boost.Thread is not installed"},
    {"boost::promise", "Boost.Thread is not installed"},
    {"boost::condition_variable", "Boost.Thread is not installed"},
    {"folly::HHWheelTimer::Callback", "of older releases, where HHWheelTimer was no template"},
    {"boost::lock_guard", "Boost.Thread is not installed"},
    {"boost::unique_lock", "Boost.Thread is not installed"},
    {"std::future::wait", "declared in a base class by libstdc++, here by libc++"},
    {"std::shared_future::wait", "declared in a base class by libstdc++, here by libc++"},
    {"redisAeAttach", "Redis's own loop"},
    {"redisLibevAttach", "libev is not installed"},
    {"QSerialPort", "a module of its own"},
    {"QWebSocket", "a module of its own"},
    {"QWebSocketServer", "a module of its own"},
    {"QQuickItem", "a module of its own"},
    {"QQuickWindow", "a module of its own"}};

bool isAbsent(const std::string& line) {
    return std::any_of(std::begin(kAbsent), std::end(kAbsent), [&](const Absent& absent) {
        const std::string quoted = "'" + std::string(absent.name);
        return line.find(quoted + "'") != line.npos || line.find(quoted + "::") != line.npos ||
               line.find(quoted + "_group::") != line.npos;
    });
}

/// The lines about a model's names that none of the units declares.
std::string undeclared(const std::string& model, const std::vector<Headers>& units) {
    DeclaredNames names;
    for (const Headers& unit : units) EXPECT_EQ(addNames(unit.code, unit.flags, names), "");
    std::string lines;
    for (const std::string& line : undeclaredNames(textOf(model), model, names))
        if (!isAbsent(line)) lines += line + "\n";
    return lines;
}

TEST(Headers, AsioIsAsModelled) { EXPECT_EQ(undeclared("asio.json", {asio()}), ""); }
TEST(Headers, LibuvIsAsModelled) { EXPECT_EQ(undeclared("libuv.json", {libuv()}), ""); }
TEST(Headers, LibeventIsAsModelled) { EXPECT_EQ(undeclared("libevent.json", {libevent()}), ""); }
TEST(Headers, GlibAndGtkAreAsModelled) {
    DeclaredNames names;
    EXPECT_EQ(addNames(gtk().code, gtk().flags, names), "");
    for (const char* model : {"glib.json", "gtk.json"})
        EXPECT_EQ(undeclaredNames(textOf(model), model, names), std::vector<std::string>{});
}
TEST(Headers, SystemdIsAsModelled) { EXPECT_EQ(undeclared("sd-event.json", {systemd()}), ""); }
TEST(Headers, HiredisIsAsModelled) { EXPECT_EQ(undeclared("hiredis.json", {hiredis()}), ""); }
TEST(Headers, ThreadsAreAsModelled) {
    for (const char* model : {"threads.json", "posix.json"})
        EXPECT_EQ(undeclared(model, {threads()}), "");
}
TEST(Headers, TheRuntimeIsAsModelled) { EXPECT_EQ(undeclared("loop.json", {runtime()}), ""); }
/// What is modelled is in Qt 5 or in Qt 6.
TEST(Headers, QtIsAsModelled) {
    EXPECT_EQ(undeclared("qt.json", {qt(LOOPLINT_QT5_FLAGS), qt(LOOPLINT_QT6_FLAGS)}), "");
}
/// Debian does not ship these: the corpus has look-alikes of them.
TEST(Headers, LookAlikesHaveWhatIsModelled) {
    const std::pair<const char*, const char*> rows[] = {
        {"chromium.json", "chromium.h"}, {"drogon.json", "trantor.h"},
        {"folly.json", "folly.h"},       {"muduo.json", "muduo.h"},
        {"napi.json", "napi.h"},         {"seastar.json", "seastar.h"},
        {"trantor.json", "trantor.h"},   {"uwebsockets.json", "uws.h"}};
    for (const auto& [model, header] : rows)
        EXPECT_EQ(undeclared(model, {{"#include \"" + std::string(header) + "\"\n",
                                      "-I" LOOPLINT_TESTS_DIR "/corpus/include"}}),
                  "");
}
TEST(Headers, ANameThatNoHeaderHasIsSeen) {
    DeclaredNames names;
    ASSERT_EQ(addNames(libuv().code, libuv().flags, names), "");
    EXPECT_EQ(undeclaredNames(R"({"library": "libuv", "run": ["uv_run", "uv_rum"],
                            "bound": [{"types": ["uv_timer_s", "uv_timer_x"], "binds": "call",
                                       "static": "allowed"}]})",
                              "uv.json", names),
              (std::vector<std::string>{
                  "uv.json: run[1]: nothing is called 'uv_rum'; the nearest is 'uv_run'",
                  "uv.json: bound[0].types[1]: nothing is called 'uv_timer_x'; the nearest is "
                  "'uv_timer_s'"}));
}

/// Whether some word of the models says what calling the function means.
bool isClassified(const Models& models, const std::string& name) {
    const auto isSetup = [&](const Setup& setup) {
        return std::find(setup.functions.begin(), setup.functions.end(), Name(name)) !=
               setup.functions.end();
    };
    return models.operation(name) || models.isThreadSafe(name) || models.binder(name) ||
           models.handOver(name) || models.threadEntry(name) || models.wait(name) ||
           models.isAccessor(name) || models.runsLoop(name) || models.stopsLoop(name) ||
           models.makesLoop(name) || models.frees(name) ||
           std::any_of(models.setups().begin(), models.setups().end(), isSetup);
}

std::string unclassified(const std::set<std::string>& records, const Headers& headers) {
    const Models models = Models::builtin();
    std::string lines;
    for (const auto& [name, record] : functionsOn(records, headers.code, headers.flags))
        if (!isClassified(models, name)) lines += name + " takes a " + record + "\n";
    return lines;
}

const std::set<std::string> kUvRecords = {
    "uv_loop_s",    "uv_handle_s", "uv_stream_s", "uv_async_s", "uv_check_s",   "uv_fs_event_s",
    "uv_fs_poll_s", "uv_idle_s",   "uv_pipe_s",   "uv_poll_s",  "uv_prepare_s", "uv_process_s",
    "uv_signal_s",  "uv_tcp_s",    "uv_timer_s",  "uv_tty_s",   "uv_udp_s"};
const std::set<std::string> kEventRecords = {
    "event_base",         "event",          "bufferevent", "evconnlistener",    "evhttp",
    "evhttp_connection",  "evhttp_request", "evdns_base",  "evdns_server_port", "evrpc_pool",
    "evhttp_bound_socket"};

TEST(Headers, EveryFunctionOfLibuvOnALoopOrHandleIsClassified) {
    EXPECT_GE(functionsOn(kUvRecords, libuv().code, libuv().flags).size(), 150u);
    EXPECT_EQ(unclassified(kUvRecords, libuv()), "");
}
TEST(Headers, EveryFunctionOfLibeventOnABaseOrEventIsClassified) {
    EXPECT_GE(functionsOn(kEventRecords, libevent().code, libevent().flags).size(), 150u);
    EXPECT_EQ(unclassified(kEventRecords, libevent()), "");
}
TEST(Headers, AFunctionThatNoModelClassifiesIsSeen) {
    EXPECT_EQ(unclassified(kUvRecords, {"struct uv_timer_s; typedef struct uv_timer_s uv_timer_t;\n"
                                        "int uv_timer_start(uv_timer_t*); int uv_version();\n"
                                        "int uv_timer_wind(int, const uv_timer_t*);\n",
                                        ""}),
              "uv_timer_wind takes a uv_timer_s\n");
}

} // namespace

} // namespace looplint::testing
