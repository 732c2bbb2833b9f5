"""Clients that take their time, or too much: each limit, its answer, and what it must not hit."""

import signal
import time
import unittest

from harness import WORKERS, Server

GET = b"GET / HTTP/1.1\r\nhost: test\r\n\r\n"
POST = b"POST /echo HTTP/1.1\r\nhost: test\r\n"


def forms(*options):
    return Server("http_forms_app", *options)


class SlowClients(unittest.TestCase):
    def assert_is_a_408(self, client):
        answer = client.read_response()
        self.assertEqual((answer.status, answer.body), (408, b"Request Timeout"))
        self.assertEqual(answer.header("connection"), "close")
        self.assertEqual(client.read_to_end(), b"")

    def trickle(self, client, data, pause=0.05):
        """Sends bytes until the server has enough of it; seconds."""
        started = time.monotonic()
        try:
            for byte in data:
                client.send(bytes([byte]))
                if not client.is_silent(pause):
                    break
        except ConnectionError:
            pass
        return time.monotonic() - started

    def test_a_head_that_comes_byte_by_byte_is_a_408(self):
        with forms("--limit-header-time", "1") as server, server.connect() as client:
            seconds = self.trickle(client, b"GET / HTTP/1.1\r\na: " + b"b" * 1000)
            self.assertGreater(seconds, 0.9)
            self.assertLess(seconds, 3)
            self.assert_is_a_408(client)

    def test_the_time_counts_for_each_head(self):
        with forms("--limit-header-time", "1") as server, server.connect() as client:
            for _ in range(3):
                self.trickle(client, GET[:10])
                client.send(GET[10:])
                self.assertEqual(client.read_response().status, 200)

    def test_a_connection_that_says_nothing_ends_without_a_word(self):
        with forms("--limit-header-time", "1") as server, server.connect() as client:
            self.assertEqual(client.read_to_end(), b"")

    def test_a_body_that_comes_too_slowly_is_a_408(self):
        with forms("--limit-body-time", "1") as server, server.connect() as client:
            client.send(POST + b"content-length: 1000\r\n\r\n")
            self.assertGreater(self.trickle(client, b"a" * 1000), 0.9)
            self.assert_is_a_408(client)

    def test_a_body_that_nobody_reads_must_come_too(self):
        with forms("--limit-body-time", "1") as server, server.connect() as client:
            client.send(b"POST /ignore HTTP/1.1\r\nhost: test\r\ncontent-length: 9\r\n\r\n")
            self.assertEqual(client.read_response().status, 200)
            self.assertEqual(client.read_to_end(), b"")

    def test_a_body_that_keeps_the_rate_may_take_longer(self):
        with forms("--limit-body-time", "1", "--limit-rate", "100") as server:
            with server.connect() as client:
                client.send(POST + b"content-length: 1500\r\n\r\n")
                for _ in range(15):
                    time.sleep(0.1)
                    client.send(b"a" * 100)
                self.assertEqual(client.read_response().status, 200)

    def test_a_client_that_does_not_read_is_dropped(self):
        with forms("--limit-write-time", "1", "--limit-rate", "100000000") as server:
            with server.connect() as client:
                for _ in range(4):
                    client.send(b"GET /large HTTP/1.1\r\nhost: test\r\n\r\n")
                time.sleep(2.5)
                received = client.read_to_end()
                self.assertLess(len(received), 12_000_000)
            self.assertEqual(server.get("/").status, 200)

    def test_a_client_that_does_not_read_is_not_read_from(self):
        with forms() as server, server.connect() as client:
            client._socket.settimeout(1)
            sent = 0
            with self.assertRaises(TimeoutError):
                while sent < 200_000_000:
                    client.send(b"GET /large HTTP/1.1\r\nhost: test\r\n\r\n" * 1000)
                    sent += 42_000
            with open(f"/proc/{server.pid}/statm") as statm:
                resident = int(statm.read().split()[1]) * 4096
            self.assertLess(resident, 400_000_000)
            self.assertEqual(server.get("/").status, 200)


class Counts(unittest.TestCase):
    @unittest.skipIf(WORKERS > 1, "the limit counts per worker")
    def test_one_connection_too_many_is_a_503(self):
        with forms("--limit-concurrency", "2") as server:
            with server.connect() as one, server.connect() as two:
                for client in (one, two):
                    self.assertEqual(client.request("GET", "/").status, 200)
                with server.connect() as three:
                    answer = three.request("GET", "/")
                    self.assertEqual((answer.status, answer.body), (503, b"Service Unavailable"))
                    self.assertEqual(three.read_to_end(), b"")
                time.sleep(0.1)
                self.assertEqual(one.request("GET", "/").status, 200)

    def test_after_so_many_requests_it_stops(self):
        with forms("--limit-max-requests", "3") as server:
            for _ in range(3):
                self.assertEqual(server.get("/").status, 200)
            self.assertEqual(server.wait(), 0)
            log = server.err.all()
            self.assertIn("Maximum request limit of 3 exceeded. Terminating process.", log)
            self.assertIn("Application shutdown complete.", log)

    def test_too_many_requests_sent_ahead_end_the_connection(self):
        with forms("--limit-pipelined", "10") as server, server.connect() as client:
            client.send(GET * 100)
            answers = [client.read_response() for _ in range(11)]
            self.assertEqual([answer.header("connection") for answer in answers],
                             [None] * 10 + ["close"])
            self.assertEqual(client.read_to_end(), b"")


class Draining(unittest.TestCase):
    def test_requests_that_take_too_long_are_cut_short(self):
        with Server("http_lifecycle_app", "--timeout-graceful-shutdown", "1", SCENARIO="plain",
                    SECONDS="60") as server, server.connect() as client:
            client.send(b"GET /slow HTTP/1.1\r\nhost: test\r\n\r\n")
            server.out.wait_for("slow begins")
            started = time.monotonic()
            self.assertEqual(server.stop(signal.SIGTERM), 0)
            self.assertLess(time.monotonic() - started, 5)
            self.assertEqual(client.read_response().status, 500)
            log = server.err.all()
            self.assertIn("Cancel 1 running task(s), timeout graceful shutdown exceeded", log)
            self.assertIn("Application shutdown complete.", log)

    def test_what_has_been_sent_before_the_signal_is_answered(self):
        """Requests on connections that wait to be accepted, and behind one that is in flight."""
        with Server("http_lifecycle_app", SCENARIO="plain", SECONDS="1") as server:
            with server.connect() as busy:
                busy.send(b"GET /slow HTTP/1.1\r\nhost: test\r\n\r\n" + GET + GET)
                server.out.wait_for("slow begins")
                clients = [self.enterContext(server.connect()) for _ in range(100)]
                for client in clients:
                    client.send(GET)
                server.send_signal(signal.SIGTERM)
                for client in clients:
                    answer = client.read_response()
                    self.assertEqual(answer.status, 200)
                    self.assertEqual(client.read_to_end(), b"")
                self.assertEqual(busy.read_response().body, b"slow done")
                self.assertEqual(busy.read_response().header("connection"), "close")
                self.assertEqual(busy.read_to_end(), b"")
            self.assertEqual(server.wait(), 0)


class Options(unittest.TestCase):
    def test_help_names_each_option(self):
        with Server("http_forms_app", "--help", listens=False) as server:
            self.assertEqual(server.wait(), 0)
            text = server.out.all()
        for name in ("--host", "--port", "--loop", "--workers", "--log-level", "--limit-header"):
            self.assertIn(f"\n  {name} ", text)

    def test_numbers_out_of_range_are_named(self):
        for option, least in (("--workers", 1), ("--limit-target", 1), ("--backlog", 1)):
            with Server("http_forms_app", option, "0", listens=False) as server:
                self.assertEqual(server.wait(), 2)
                self.assertIn(f"option {option}: expected a number from {least} to",
                              server.err.all())


if __name__ == "__main__":
    unittest.main()
