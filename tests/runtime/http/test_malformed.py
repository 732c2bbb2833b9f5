"""Bytes that are no request: answered 400, logged, closed; the server goes on."""

import random
import unittest

from harness import Server

HOST = b"host: test\r\n"
INVALID = b"Invalid HTTP request received."

MALFORMED = {
    "no request line": b"GARBAGE\r\n\r\n",
    "no version": b"GET /\r\n\r\n",
    "no method": b" / HTTP/1.1\r\n" + HOST + b"\r\n",
    "method with a control": b"G\x01T / HTTP/1.1\r\n" + HOST + b"\r\n",
    "no target": b"GET HTTP/1.1\r\n" + HOST + b"\r\n",
    "two blanks": b"GET  / HTTP/1.1\r\n" + HOST + b"\r\n",
    "target with a control": b"GET /\x01 HTTP/1.1\r\n" + HOST + b"\r\n",
    "target that is no path": b"GET lit HTTP/1.1\r\n" + HOST + b"\r\n",
    "asterisk for GET": b"GET * HTTP/1.1\r\n" + HOST + b"\r\n",
    "authority": b"CONNECT example.org:443 HTTP/1.1\r\n" + HOST + b"\r\n",
    "version 2": b"GET / HTTP/2.0\r\n" + HOST + b"\r\n",
    "version 0.9": b"GET / HTTP/0.9\r\n" + HOST + b"\r\n",
    "version without a number": b"GET / HTTP/x.y\r\n" + HOST + b"\r\n",
    "other protocol": b"GET / SIP/1.1\r\n" + HOST + b"\r\n",
    "text behind the version": b"GET / HTTP/1.1 x\r\n" + HOST + b"\r\n",
    "HTTP/2 preface": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(64),
    "a response": b"HTTP/1.1 200 OK\r\n" + HOST + b"\r\n",
    "zeros": bytes(64),
    "no host": b"GET / HTTP/1.1\r\n\r\n",
    "two hosts": b"GET / HTTP/1.1\r\n" + HOST + HOST + b"\r\n",
    "line feeds alone": b"GET / HTTP/1.1\nhost: test\n\n",
    "line feed alone in a field": b"GET / HTTP/1.1\r\n" + HOST + b"a: b\nc: d\r\n\r\n",
    "carriage return alone": b"GET / HTTP/1.1\r\n" + HOST + b"a: b\rc: d\r\n\r\n",
    "field without a colon": b"GET / HTTP/1.1\r\n" + HOST + b"abc\r\n\r\n",
    "field without a name": b"GET / HTTP/1.1\r\n" + HOST + b": b\r\n\r\n",
    "blank before the colon": b"GET / HTTP/1.1\r\n" + HOST + b"a : b\r\n\r\n",
    "blank before the first field": b"GET / HTTP/1.1\r\n a: b\r\n" + HOST + b"\r\n",
    "name with a control": b"GET / HTTP/1.1\r\n" + HOST + b"a\x00: b\r\n\r\n",
    "value with a control": b"GET / HTTP/1.1\r\n" + HOST + b"a: b\x00\r\n\r\n",
    "length that is no number": b"POST /echo HTTP/1.1\r\n" + HOST + b"content-length: x\r\n\r\n",
    "negative length": b"POST /echo HTTP/1.1\r\n" + HOST + b"content-length: -1\r\n\r\n",
    "length with a sign": b"POST /echo HTTP/1.1\r\n" + HOST + b"content-length: +1\r\n\r\na",
    "empty length": b"POST /echo HTTP/1.1\r\n" + HOST + b"content-length: \r\n\r\n",
    "length beyond 64 bits":
        b"POST /echo HTTP/1.1\r\n" + HOST + b"content-length: 99999999999999999999\r\n\r\n",
    "two lengths":
        b"POST /echo HTTP/1.1\r\n" + HOST + b"content-length: 1\r\ncontent-length: 2\r\n\r\nab",
    "length and chunks": b"POST /echo HTTP/1.1\r\n" + HOST +
        b"content-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
    "chunks and length": b"POST /echo HTTP/1.1\r\n" + HOST +
        b"transfer-encoding: chunked\r\ncontent-length: 1\r\n\r\n0\r\n\r\n",
    "unknown coding": b"POST /echo HTTP/1.1\r\n" + HOST + b"transfer-encoding: gzip\r\n\r\n",
    "chunks that are coded again":
        b"POST /echo HTTP/1.1\r\n" + HOST + b"transfer-encoding: chunked, gzip\r\n\r\n",
    "chunk size that is no number":
        b"POST /echo HTTP/1.1\r\n" + HOST + b"transfer-encoding: chunked\r\n\r\nx\r\n",
    "negative chunk size":
        b"POST /echo HTTP/1.1\r\n" + HOST + b"transfer-encoding: chunked\r\n\r\n-1\r\n",
    "chunk size beyond 64 bits":
        b"POST /echo HTTP/1.1\r\n" + HOST + b"transfer-encoding: chunked\r\n\r\n" +
        b"f" * 17 + b"\r\n",
    "chunk longer than its size":
        b"POST /echo HTTP/1.1\r\n" + HOST + b"transfer-encoding: chunked\r\n\r\n" +
        b"1\r\nabc\r\n0\r\n\r\n",
    "trailer that is no field":
        b"POST /echo HTTP/1.1\r\n" + HOST + b"transfer-encoding: chunked\r\n\r\n0\r\nabc\r\n\r\n",
}

TOO_LARGE = {
    "target": (414, b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n"),
    "target without an end": (414, b"GET /" + b"a" * 110_000),
    "method without an end": (414, b"G" * 110_000),
    "field": (431, b"GET / HTTP/1.1\r\n" + HOST + b"a: " + b"b" * 110_000 + b"\r\n\r\n"),
    "field without an end": (431, b"GET / HTTP/1.1\r\n" + HOST + b"a: " + b"b" * 110_000),
    "fields": (431, b"GET / HTTP/1.1\r\n" + HOST + b"a: bcdefgh\r\n" * 10_000 + b"\r\n"),
    "announced body": (413, b"POST /echo HTTP/1.1\r\n" + HOST + b"content-length: 5000001\r\n\r\n"),
    "announced chunk":
        (413, b"POST /echo HTTP/1.1\r\n" + HOST + b"transfer-encoding: chunked\r\n\r\n4c4b41\r\n"),
    "chunks": (413, b"POST /echo HTTP/1.1\r\n" + HOST + b"transfer-encoding: chunked\r\n\r\n" +
               (b"186a0\r\n" + b"x" * 100_000 + b"\r\n") * 51),
    "chunk extension": (400, b"POST /echo HTTP/1.1\r\n" + HOST +
                        b"transfer-encoding: chunked\r\n\r\n1;" + b"e" * 210_000),
}


class Malformed(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = cls.enterClassContext(Server("http_forms_app"))

    def tearDown(self):
        self.assertEqual(self.server.get("/").status, 200)

    def answer_to(self, data):
        with self.server.connect() as client:
            try:
                client.send(data)
            except ConnectionError:
                pass  # answered before the end
            answer = client.read_response()
            self.assertEqual(client.read_to_end(), b"")
            return answer

    def test_each_is_a_400(self):
        for name, data in MALFORMED.items():
            with self.subTest(name):
                answer = self.answer_to(data)
                self.assertEqual(answer.status_line, "HTTP/1.1 400 Bad Request")
                self.assertEqual(answer.names(), [
                    "date", "server", "content-type", "content-length", "connection"])
                self.assertEqual(answer.header("content-type"), "text/plain; charset=utf-8")
                self.assertEqual((answer.body, len(answer.raw)), (INVALID, 192))
        self.server.err.wait_for("WARNING:  Invalid HTTP request received.", len(MALFORMED))
        self.assertNotIn("Exception", str(self.server.err))

    def test_a_valid_request_before_it_is_answered(self):
        with self.server.connect() as client:
            client.send(b"GET / HTTP/1.1\r\n" + HOST + b"\r\nGARBAGE\r\n\r\n")
            self.assertEqual(client.read_response().status, 200)
            self.assertEqual(client.read_response().status, 400)
            self.assertEqual(client.read_to_end(), b"")

    def test_a_body_that_turns_bad_while_it_is_read(self):
        with self.server.connect() as client:
            client.send(b"POST /echo HTTP/1.1\r\n" + HOST + b"expect: 100-continue\r\n"
                        b"transfer-encoding: chunked\r\n\r\n")
            self.assertEqual(client.read_response().status, 100)
            client.send(b"1\r\nabc\r\n")
            answer = client.read_response()
            self.assertEqual((answer.status, answer.body), (400, INVALID))
            self.assertEqual(client.read_to_end(), b"")

    def test_what_is_too_large_is_said_so(self):
        for name, (status, data) in TOO_LARGE.items():
            with self.subTest(name):
                answer = self.answer_to(data)
                self.assertEqual(answer.status, status)
                self.assertEqual(answer.header("connection"), "close")

    def test_what_is_large_but_allowed_is_answered(self):
        self.assertEqual(self.server.get("/" + "a" * 9_000).status, 404)
        self.assertEqual(self.server.get("/", "a: " + "b" * 70_000 + "\r\n").status, 200)

    def test_noise_never_takes_the_server_down(self):
        noise = random.Random(20190809)
        request = (b"POST /echo HTTP/1.1\r\n" + HOST + b"transfer-encoding: chunked\r\n\r\n"
                   b"3\r\nabc\r\n0\r\n\r\n")
        odd = (0, 9, 10, 13, 32, 48, 58, 127, 255)
        for _ in range(300):
            data = bytearray(request)
            for _ in range(noise.randint(1, 4)):
                data[noise.randrange(len(data))] = noise.choice(odd)
            with self.server.connect() as client:
                client.send(bytes(data))
                client.end_sending()
                received = client.read_to_end()
                self.assertTrue(received == b"" or received.startswith(b"HTTP/1.1 "),
                                (data, received))


if __name__ == "__main__":
    unittest.main()
