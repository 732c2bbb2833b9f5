"""WebSockets over real connections: handshakes, messages, control frames, and what is no frame."""

import signal
import time
import unittest

from harness import Server
from web_socket import (BINARY, CLOSE, CONTINUATION, PING, PONG, TEXT, accept_of, close_code,
                        close_frame, frame, handshake, read_frame)

KEY = "dGhlIHNhbXBsZSBub25jZQ=="  # RFC 6455's own

ERRORS = {
    "unmasked": (1002, frame(TEXT, b"a", masked=False)),
    "reserved bit": (1002, frame(TEXT, b"a", reserved=4)),
    "reserved data frame": (1002, frame(3, b"a")),
    "reserved control frame": (1002, frame(11, b"a")),
    "control frame in parts": (1002, frame(PING, b"a", fin=False)),
    "long control frame": (1002, frame(PING, b"a" * 126)),
    "continuation of nothing": (1002, frame(CONTINUATION, b"a")),
    "message within a message": (1002, frame(TEXT, b"a", fin=False) + frame(TEXT, b"b")),
    "close of one byte": (1002, frame(CLOSE, b"a")),
    "close with a reserved code": (1002, close_frame(1005)),
    "close with a code below 1000": (1002, close_frame(999)),
    "close with a bad reason": (1007, close_frame(1000, b"\xff")),
    "text that is no UTF-8": (1007, frame(TEXT, b"\xff\xfe")),
    "text that ends within a character": (1007, frame(TEXT, b"a\xc3")),
    "too large": (1009, frame(BINARY, b"", length=200_001)),
    "too large by its length alone": (1009, frame(BINARY, b"", length=2**63)),
    "too large in parts":
        (1009, frame(BINARY, b"a" * 150_000, fin=False) + frame(CONTINUATION, b"a" * 60_000)),
}


class WebSockets(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = cls.enterClassContext(Server("http_socket_app"))

    def open(self, path, server=None, **more):
        client = self.enterContext((server or self.server).connect())
        client.send(handshake(path, KEY, **more))
        answer = client.read_response()
        self.assertEqual(answer.status_line, "HTTP/1.1 101 Switching Protocols")
        self.assertEqual(answer.header("sec-websocket-accept"), accept_of(KEY))
        return client, answer

    def assert_closed(self, client, code):
        opcode, payload = read_frame(client)
        self.assertEqual((opcode, close_code(payload)), (CLOSE, code))

    def refused(self, path, status, **more):
        with self.server.connect() as client:
            client.send(handshake(path, **more))
            answer = client.read_response()
            self.assertEqual(answer.status, status)
            self.assertEqual(client.read_to_end(), b"")
            return answer

    def test_text_and_bytes_are_echoed(self):
        client, _ = self.open("/echo")
        for opcode, data in ((TEXT, "Grüße".encode()), (BINARY, b"\0\xff"), (TEXT, b""),
                             (BINARY, b"x" * 126), (TEXT, b"y" * 70_000), (BINARY, b"z" * 200_000)):
            client.send(frame(opcode, data))
            self.assertEqual(read_frame(client), (opcode, data))

    def test_frames_that_arrive_byte_by_byte_or_many_at_once(self):
        client, _ = self.open("/echo")
        for byte in frame(TEXT, b"slow"):
            client.send(bytes([byte]))
            time.sleep(0.002)
        self.assertEqual(read_frame(client), (TEXT, b"slow"))
        client.send(b"".join(frame(TEXT, str(i).encode()) for i in range(500)))
        for i in range(500):
            self.assertEqual(read_frame(client), (TEXT, str(i).encode()))

    def test_a_message_in_parts_with_a_ping_between_them(self):
        client, _ = self.open("/echo")
        client.send(frame(TEXT, b"one \xc3", fin=False) + frame(PING, b"are you there") +
                    frame(CONTINUATION, b"\xa4 ", fin=False) + frame(CONTINUATION, b"three"))
        self.assertEqual(read_frame(client), (PONG, b"are you there"))
        self.assertEqual(read_frame(client), (TEXT, "one ä three".encode()))

    def test_pongs_are_ignored(self):
        client, _ = self.open("/echo")
        client.send(frame(PONG, b"unasked") + frame(TEXT, b"a"))
        self.assertEqual(read_frame(client), (TEXT, b"a"))

    def test_a_close_is_answered_with_its_code_and_receive_gives_none(self):
        client, _ = self.open("/echo")
        client.send(close_frame(1000, b"bye"))
        self.assert_closed(client, 1000)
        self.assertEqual(client.read_to_end(), b"")
        self.server.err.wait_for("receive gave none")

    def test_a_close_without_a_code(self):
        client, _ = self.open("/echo")
        client.send(frame(CLOSE))
        self.assertEqual(read_frame(client), (CLOSE, b""))
        self.assertEqual(client.read_to_end(), b"")

    def test_the_server_closes_and_waits_for_the_answer(self):
        client, _ = self.open("/greet/you")
        self.assertEqual(read_frame(client), (TEXT, b"hello you websocket ws"))
        self.assert_closed(client, 4001)
        self.assertTrue(client.is_silent(0.1))
        client.send(close_frame(4001))
        self.assertEqual(client.read_to_end(), b"")

    def test_a_client_that_does_not_answer_a_close_is_left(self):
        client, _ = self.open("/returns")
        self.assert_closed(client, 1000)
        self.assertEqual(client.read_to_end(), b"")

    def test_a_protocol_is_chosen(self):
        client, answer = self.open("/greet/you",
                                   headers="sec-websocket-protocol: chat, superchat\r\n")
        self.assertEqual(answer.header("sec-websocket-protocol"), "chat")

    def test_close_before_accept_is_a_403(self):
        self.refused("/refuse", 403)

    def test_no_route_no_answer_and_an_exception_are_500s(self):
        for path, log in (("/nope", "ValueError: Unable to find route for /nope"),
                          ("/silent", "ASGI callable returned without sending handshake."),
                          ("/fails_before", "ValueError: boom before")):
            answer = self.refused(path, 500)
            self.assertEqual(answer.header("content-length"), "21")
            self.assertEqual(answer.body, b"Internal Server Error")
            self.server.err.wait_for(log)

    def test_an_exception_after_accept_drops_the_connection(self):
        client, _ = self.open("/fails_after")
        self.assertEqual(client.read_to_end(), b"")
        self.server.err.wait_for("ValueError: boom after")

    def test_handshakes_that_are_none(self):
        for more in ({"version": "8"}, {"key": "short"}, {"key": "!" * 24}, {"key": "A" * 24}):
            with self.subTest(more):
                self.assertEqual(self.refused("/echo", 400, **more).body,
                                 b"Unsupported upgrade request.")

    def test_what_is_no_frame_closes_it(self):
        for name, (code, data) in ERRORS.items():
            with self.subTest(name):
                client, _ = self.open("/echo")
                client.send(data)
                self.assert_closed(client, code)
                self.assertEqual(client.read_to_end(), b"")

    def test_wrong_calls_are_errors(self):
        client, _ = self.open("/misuse")
        self.assertEqual(read_frame(client), (TEXT, (
            b"the WebSocket is not accepted yet; the WebSocket is not accepted yet; "
            b"Invalid close code 1005; ")))

    def test_one_task_may_send_while_another_receives(self):
        client, _ = self.open("/flood")
        client.send(frame(PING, b"now"))
        while read_frame(client) != (PONG, b"now"):
            pass
        client.send(close_frame(1000))
        while read_frame(client)[0] != CLOSE:
            pass
        self.server.err.wait_for("flood has ended")

    def test_a_client_that_vanishes_ends_the_handler(self):
        with Server("http_socket_app") as server:
            client, _ = self.open("/flood", server)
            client.close()
            server.err.wait_for("flood has ended")
            self.assertEqual(server.stop(), 0)
            self.assertNotIn("Exception in ASGI", str(server.err))

    def test_a_client_that_does_not_read_is_dropped(self):
        with Server("http_socket_app", "--limit-write-time", "1") as server:
            client, _ = self.open("/flood", server)
            server.err.wait_for("flood has ended")

    def test_open_ones_end_with_the_server(self):
        with Server("http_socket_app") as server:
            client, _ = self.open("/echo", server)
            client.send(frame(TEXT, b"a"))
            self.assertEqual(read_frame(client), (TEXT, b"a"))
            self.assertEqual(server.stop(signal.SIGINT), 0)
            self.assertEqual(client.read_to_end(), b"")
            self.assertIn("receive gave none", server.err.all())
            self.assertIn('"WebSocket /echo" [accepted]', server.out.all())


if __name__ == "__main__":
    unittest.main()
