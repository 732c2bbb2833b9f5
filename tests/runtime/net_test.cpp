// The network seam over real loopback sockets, on Boost.Asio and libuv.
#include "loop/net.h"

#include <cerrno>
#include <sys/socket.h>

#include "on_loops.h"

namespace loop::testing {
namespace {

class Net : public ::testing::TestWithParam<const char*> {
  protected:
    void SetUp() override {
        std::string why_not;
        if (!can_run(GetParam(), why_not)) GTEST_SKIP() << why_not;
    }
    template <class F>
    auto run(F body) {
        return loop.run_until_complete(body());
    }
    struct Pair {
        Stream client, server;
    };
    Coroutine<Pair> connected() {
        Listener listener = listen(get_running_loop(), "127.0.0.1", 0);
        auto accepted = create_task(listener.accept());
        Stream client = co_await open_connection("127.0.0.1", listener.port());
        Stream server = co_await accepted;
        co_return Pair{std::move(client), std::move(server)};
    }
    static Coroutine<std::string> read_all(const Stream& stream) {
        std::string all;
        char buffer[1000];
        while (std::size_t n = co_await stream.read_some(buffer)) all.append(buffer, n);
        co_return all;
    }

    std::unique_ptr<EventLoop> owned = loop_or_stand_in(GetParam());
    EventLoop& loop = *owned;
};

TEST_P(Net, BytesGoBothWays) {
    run([&]() -> Coroutine<void> {
        auto [client, server] = co_await connected();
        co_await client.write("ping");
        char buffer[16];
        std::size_t n = co_await server.read_some(buffer);
        EXPECT_EQ(std::string(buffer, n), "ping");
        co_await server.write("pong");
        n = co_await client.read_some(buffer);
        EXPECT_EQ(std::string(buffer, n), "pong");
    });
}

TEST_P(Net, SeveralBuffersAreOneStream) {
    run([&]() -> Coroutine<void> {
        auto [client, server] = co_await connected();
        std::vector<std::string_view> parts = {"", "one ", "", "two ", "three", ""};
        co_await client.write(parts);
        client.shutdown_write();
        EXPECT_EQ(co_await read_all(server), "one two three");
    });
}

TEST_P(Net, MuchDataWaitsForASlowReader) {
    run([&]() -> Coroutine<void> {
        auto [client, server] = co_await connected();
        std::string sent;
        for (int i = 0; sent.size() < 20'000'000; ++i) sent += std::to_string(i) + ",";
        std::vector<std::string_view> parts = {std::string_view(sent).substr(0, 1000),
                                               std::string_view(sent).substr(1000)};
        auto reading = create_task(read_all(server));
        co_await client.write(parts);
        client.close();
        EXPECT_TRUE(co_await reading == sent);
    });
}

TEST_P(Net, TheEndOfTheStreamIsZeroEachTime) {
    run([&]() -> Coroutine<void> {
        auto [client, server] = co_await connected();
        client.close();
        char buffer[16];
        EXPECT_EQ(co_await server.read_some(buffer), 0u);
        EXPECT_EQ(co_await server.read_some(buffer), 0u);
    });
}

TEST_P(Net, CloseEndsAPendingRead) {
    run([&]() -> Coroutine<void> {
        auto [client, server] = co_await connected();
        auto reading = create_task(read_all(server));
        co_await sleep(1ms);
        server.close();
        server.close();
        EXPECT_EQ(co_await reading, "");
        EXPECT_FALSE(server.is_open());
        char buffer[16];
        EXPECT_EQ(co_await server.read_some(buffer), 0u);
        EXPECT_EQ(co_await error_of(server.write("x")), "OSError: [Errno 9] Bad file descriptor");
    });
}

TEST_P(Net, CancelEndsAPendingReadAndTheStreamGoesOn) {
    run([&]() -> Coroutine<void> {
        auto [client, server] = co_await connected();
        char buffer[16];
        EXPECT_EQ(co_await error_of(wait_for(server.read_some(buffer), 1ms)), "TimeoutError");
        co_await client.write("late");
        std::size_t n = co_await server.read_some(buffer);
        EXPECT_EQ(std::string(buffer, n), "late");
    });
}

TEST_P(Net, CloseEndsAPendingWrite) {
    run([&]() -> Coroutine<void> {
        auto [client, server] = co_await connected();
        std::string much(20'000'000, 'x');
        auto write = [](const Stream& stream, std::string_view text) -> Coroutine<void> {
            co_await stream.write(text);
        };
        auto writing = create_task(error_of(write(client, much)));
        co_await sleep(1ms);
        EXPECT_FALSE(writing.done());
        client.close();
        EXPECT_EQ(co_await writing, "OSError: [Errno 125] Operation canceled");
    });
}

TEST_P(Net, CancellingAWriteLeavesAPendingReadAlone) {
    run([&]() -> Coroutine<void> {
        auto [client, server] = co_await connected();
        std::string much(20'000'000, 'x');
        auto write = [](const Stream& stream, std::string_view text) -> Coroutine<void> {
            co_await stream.write(text);
        };
        auto reading = create_task(read_all(client));
        auto writing = create_task(write(client, much));
        co_await sleep(1ms);
        writing.cancel();
        co_await wait(futures(writing));
        EXPECT_FALSE(reading.done());
        co_await server.write("still read");
        server.shutdown_write();
        EXPECT_EQ(co_await reading, "still read");
    });
}

TEST_P(Net, AResetIsAnError) {
    run([&]() -> Coroutine<void> {
        auto [client, server] = co_await connected();
        linger at_once{1, 0};
        ::setsockopt(client.fd(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
        auto reading = create_task(error_of(read_all(server)));
        co_await sleep(1ms);
        client.close();
        EXPECT_EQ(co_await reading, "OSError: [Errno 104] Connection reset by peer");
    });
}

TEST_P(Net, TwoReadersAreAnError) {
    run([&]() -> Coroutine<void> {
        auto [client, server] = co_await connected();
        auto first = create_task(read_all(server));
        co_await sleep(0s);
        EXPECT_EQ(co_await error_of(read_all(server)),
                  "RuntimeError: read() called while another coroutine is already waiting for "
                  "incoming data");
        client.close();
        co_await first;
    });
}

TEST_P(Net, ClosingAListenerEndsItsAcceptAndRefusesNewOnes) {
    run([&]() -> Coroutine<void> {
        Listener listener = listen(loop, "127.0.0.1", 0);
        std::uint16_t port = listener.port();
        auto accepting = create_task(listener.accept());
        co_await sleep(0s);
        listener.close();
        EXPECT_EQ(co_await error_of(std::move(accepting)), "CancelledError");
        EXPECT_EQ(co_await error_of(open_connection("127.0.0.1", port)),
                  "OSError: [Errno 111] Connection refused");
    });
}

TEST_P(Net, ManyConnectionsAtOnceAreAllAccepted) {
    constexpr int kMany = 50;
    run([&]() -> Coroutine<void> {
        Listener listener = listen(loop, "127.0.0.1", 0);
        auto connect = [&]() -> Coroutine<void> {
            Stream stream = co_await open_connection("127.0.0.1", listener.port());
            co_await stream.write("x");
        };
        for (int i = 0; i < kMany; ++i) (void)create_task(connect());
        for (int i = 0; i < kMany; ++i) {
            Stream stream = co_await listener.accept();
            std::string text = co_await read_all(stream);
            EXPECT_EQ(text, "x");
        }
    });
}

TEST_P(Net, PeersHaveNames) {
    run([&]() -> Coroutine<void> {
        auto [client, server] = co_await connected();
        EXPECT_THAT(server.peer(), MatchesRegex("127\\.0\\.0\\.1:[0-9]+"));
        EXPECT_EQ(server.peer(), client.local());
        EXPECT_EQ(server.local(), client.peer());
        client.close();
        EXPECT_EQ(client.peer(), "");
    });
}

TEST_P(Net, APortInUseIsAsyncioserror) {
    Listener first = listen(loop, "127.0.0.1", 0);
    std::string port = std::to_string(first.port());
    EXPECT_EQ(thrown_by([&] { listen(loop, "127.0.0.1", first.port()); }),
              "OSError: [Errno 98] error while attempting to bind on address ('127.0.0.1', " +
                  port + "): address already in use");
    try {
        listen(loop, "127.0.0.1", first.port());
    } catch (const OSError& error) {
        EXPECT_EQ(error.code(), EADDRINUSE);
    }
}

TEST_P(Net, ReusePortSharesAPort) {
    Listener first = listen(loop, "127.0.0.1", 0, {.reuse_port = true});
    Listener second = listen(loop, "127.0.0.1", first.port(), {.reuse_port = true});
    EXPECT_EQ(first.address(), second.address());
}

TEST_P(Net, AHostThatDoesNotExistIsAnError) {
    EXPECT_THAT(thrown_by([&] { listen(loop, "256.1.1.1", 0); }), StartsWith("OSError: [Errno -"));
}

TEST_P(Net, AStreamBelongsToItsLoop) {
    auto other = new_event_loop(GetParam());
    auto pair = run([&]() -> Coroutine<Pair> { co_return co_await connected(); });
    char buffer[16];
    EXPECT_THAT(first_line(other->run_until_complete(error_of(pair.server.read_some(buffer)))),
                MatchesRegex("RuntimeError: Task <Task pending .*> got Stream <Stream 127.*> "
                             "attached to a different loop"));
    EXPECT_THAT(first_line(other->run_until_complete(error_of(pair.client.write("x")))),
                EndsWith("attached to a different loop"));
}

TEST_P(Net, AListenerBelongsToItsLoop) {
    auto other = new_event_loop(GetParam());
    Listener listener = listen(loop, "127.0.0.1", 0);
    EXPECT_THAT(first_line(other->run_until_complete(error_of(listener.accept()))),
                EndsWith("attached to a different loop"));
}

TEST_P(Net, StreamsMayOutliveTheirLoop) {
    LogLines log;
    auto pair = run([&]() -> Coroutine<Pair> { co_return co_await connected(); });
    (void)loop.create_task(read_all(pair.server));
    loop.run_until_complete(sleep(1ms));
    owned.reset();
    EXPECT_FALSE(pair.client.is_open());
    EXPECT_EQ(log.lines.size(), 1u); // the reading task was destroyed
}

INSTANTIATE_TEST_SUITE_P(Backends, Net, ::testing::Values("asio", "uv", "io_uring", kRegistered),
                         [](auto& info) { return std::string(info.param); });

} // namespace
} // namespace loop::testing
