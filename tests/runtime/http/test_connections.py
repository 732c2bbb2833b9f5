"""Connections: versions, keep-alive, pipelining, upgrades."""

import time
import unittest

from harness import Server


class Connections(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = cls.enterClassContext(Server("http_forms_app"))

    def test_http_1_0_is_answered_and_closed(self):
        with self.server.connect() as client:
            client.send(b"GET /one_two_three HTTP/1.0\r\n\r\n")
            answer = client.read_response()
            self.assertEqual(answer.status_line, "HTTP/1.1 200 OK")
            self.assertEqual(answer.names(), ["date", "server", "connection"])
            self.assertEqual(answer.body, b"onetwothree")

    def test_connection_close_is_echoed_and_done(self):
        with self.server.connect() as client:
            answer = client.request("GET", "/ok", headers="Connection: close\r\n")
            self.assertEqual(answer.names(), ["date", "server", "connection", "transfer-encoding"])
            self.assertEqual(answer.header("connection"), "close")
            self.assertEqual(client.read_to_end(), b"")

    def test_requests_share_a_connection(self):
        with self.server.connect() as client:
            for _ in range(3):
                self.assertEqual(client.request("GET", "/").body, b"hello text")

    def test_pipelined_requests_are_answered_in_order(self):
        with self.server.connect() as client:
            for path in ("/one_two_three", "/", "/nope", "/json"):
                client.send(f"GET {path} HTTP/1.1\r\nhost: test\r\n\r\n".encode())
            bodies = [client.read_response().body for _ in range(4)]
            self.assertEqual(
                bodies, [b"onetwothree", b"hello text", b"Not Found", b'{"a": [1, 2]}'])

    def test_many_pipelined_requests(self):
        with self.server.connect() as client:
            client.send(b"POST /echo HTTP/1.1\r\nhost: test\r\ncontent-length: 3\r\n\r\nabc" * 500)
            for _ in range(500):
                self.assertEqual(client.read_response().body, b"abc")

    def test_blank_lines_before_a_request_are_skipped(self):
        with self.server.connect() as client:
            client.send(b"\r\n\r\nGET / HTTP/1.1\r\nhost: test\r\n\r\n\r\n")
            self.assertEqual(client.read_response().status, 200)
            self.assertEqual(client.request("GET", "/").status, 200)

    def test_a_client_that_has_ended_its_side_is_answered(self):
        with self.server.connect() as client:
            client.send(b"GET /one_two_three HTTP/1.1\r\nhost: test\r\n\r\n")
            client.end_sending()
            self.assertEqual(client.read_response().body, b"onetwothree")
            self.assertEqual(client.read_to_end(), b"")

    def test_an_absolute_url_is_routed_by_its_path(self):
        for target in ("http://example.org/json?x=1", "HTTP://example.org/json"):
            self.assertEqual(self.server.get(target).body, b'{"a": [1, 2]}')
        self.assertEqual(self.server.get("http://example.org").body, b"hello text")

    def test_upgrades_are_refused(self):
        for protocol in ("h2c", "websocket"):
            with self.server.connect() as client:
                answer = client.request("GET", "/", headers=(
                    f"connection: Upgrade, HTTP2-Settings\r\nupgrade: {protocol}\r\n"))
                self.assertEqual((answer.status, answer.body),
                                 (400, b"Unsupported upgrade request."))
                self.assertEqual(client.read_to_end(), b"")
        self.server.err.wait_for("WARNING:  Unsupported upgrade request.")

    def test_many_connections_at_once(self):
        clients = [self.enterContext(self.server.connect()) for _ in range(200)]
        for client in clients:
            client.send(b"GET /one_two_three HTTP/1.1\r\nhost: test\r\n\r\n")
        for client in clients:
            self.assertEqual(client.read_response().body, b"onetwothree")


class KeepAlive(unittest.TestCase):
    def test_idle_connections_end_after_five_seconds_untouched_ones_do_not(self):
        with Server("http_forms_app") as server:
            with server.connect() as untouched, server.connect() as idle, server.connect() as begun:
                idle.request("GET", "/")
                time.sleep(1)  # the time counts from the last response
                idle.request("GET", "/")
                answered = time.monotonic()
                begun.request("GET", "/")
                begun.send(b"GET / HTTP/1.1\r\n")
                self.assertEqual(idle.read_to_end(), b"")
                self.assertGreater(time.monotonic() - answered, 4.9)
                self.assertLess(time.monotonic() - answered, 6)
                self.assertTrue(untouched.is_silent(1))  # open for seven by now
                self.assertEqual(untouched.request("GET", "/").status, 200)
                begun.send(b"host: test\r\n\r\n")
                self.assertEqual(begun.read_response().status, 200)


if __name__ == "__main__":
    unittest.main()
