"""Bytes that are no request: answered 400, logged, closed; the server goes on."""

import random
import time
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

POST = b"POST /echo HTTP/1.1\r\n" + HOST
CHUNKED = POST + b"transfer-encoding: chunked\r\n\r\n"

# Requests whose end somebody on the way may see elsewhere (RFC 9112: 2.2, 5.2, 6.1, 6.3, 7.1).
SMUGGLING = {
    "the same length twice": POST + b"content-length: 1\r\ncontent-length: 1\r\n\r\na",
    "a list of lengths": POST + b"content-length: 1, 1\r\n\r\na",
    "a list of other lengths": POST + b"content-length: 1, 2\r\n\r\nab",
    "length in hex": POST + b"content-length: 0x1\r\n\r\na",
    "length behind a control": POST + b"content-length: \x0b1\r\n\r\na",
    "length with a blank": POST + b"content-length: 1 1\r\n\r\na",
    "length with a point": POST + b"content-length: 1.0\r\n\r\na",
    "length in wide digits": POST + b"content-length: \xef\xbc\x91\r\n\r\na",
    "folded field": POST + b"a: b\r\n c\r\n\r\n",
    "field folded by a tab": POST + b"a: b\r\n\tc\r\n\r\n",
    "folded length": POST + b"content-length:\r\n 1\r\n\r\na",
    "folded coding": POST + b"transfer-encoding:\r\n chunked\r\n\r\n0\r\n\r\n",
    "chunked twice": POST + b"transfer-encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
    "chunked in two fields":
        POST + b"transfer-encoding: chunked\r\n" * 2 + b"\r\n0\r\n\r\n",
    "chunked and identity": POST + b"transfer-encoding: chunked\r\n"
        b"transfer-encoding: identity\r\n\r\n0\r\n\r\n",
    "identity": POST + b"transfer-encoding: identity\r\n\r\n",
    "identity, chunked": POST + b"transfer-encoding: identity, chunked\r\n\r\n0\r\n\r\n",
    "gzip, chunked": POST + b"transfer-encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
    "a coding like chunked": POST + b"transfer-encoding: xchunked\r\n\r\n0\r\n\r\n",
    "chunked with a parameter": POST + b"transfer-encoding: chunked;q=1\r\n\r\n0\r\n\r\n",
    "chunked in quotes": POST + b"transfer-encoding: \"chunked\"\r\n\r\n0\r\n\r\n",
    "chunked behind a control": POST + b"transfer-encoding: \x0bchunked\r\n\r\n0\r\n\r\n",
    "chunked behind a comma": POST + b"transfer-encoding: , chunked\r\n\r\n0\r\n\r\n",
    "no coding": POST + b"transfer-encoding: \r\n\r\n0\r\n\r\n",
    "chunked in HTTP/1.0": b"POST /echo HTTP/1.0\r\n" + HOST +
        b"transfer-encoding: chunked\r\n\r\n0\r\n\r\n",
    "a name that ends with a wide blank": POST + b"transfer-encoding\xa0: chunked\r\n\r\n",
    "blank before a chunk's size": CHUNKED + b" 1\r\na\r\n0\r\n\r\n",
    "blank behind a chunk's size": CHUNKED + b"1 \r\na\r\n0\r\n\r\n",
    "chunk size with a prefix": CHUNKED + b"0x1\r\na\r\n0\r\n\r\n",
    "chunk size with a sign": CHUNKED + b"+1\r\na\r\n0\r\n\r\n",
    "no chunk size": CHUNKED + b"\r\na\r\n0\r\n\r\n",
    "line feed alone behind a chunk's size": CHUNKED + b"1\na\r\n0\r\n\r\n",
    "line feed alone behind a chunk": CHUNKED + b"1\r\na\n0\r\n\r\n",
    "line feeds alone at the end": CHUNKED + b"1\r\na\r\n0\n\n",
    "line feed alone as the last line": CHUNKED + b"1\r\na\r\n0\r\n\n",
    "line feed alone behind a trailer": CHUNKED + b"1\r\na\r\n0\r\na: b\n\r\n",
    "line feed in an extension": CHUNKED + b"1;a\nb\r\na\r\n0\r\n\r\n",
    "carriage return in an extension": CHUNKED + b"1;a\rb\r\na\r\n0\r\n\r\n",
    "line feed in a quoted extension": CHUNKED + b"1;a=\"\n\"\r\na\r\n0\r\n\r\n",
    "line end in a quoted extension": CHUNKED + b"1;a=\"\r\n\"\r\na\r\n0\r\n\r\n",
    "zero in an extension": CHUNKED + b"1;a\0b\r\na\r\n0\r\n\r\n",
    "extension without a name": CHUNKED + b"1;\r\na\r\n0\r\n\r\n",
    "long extension": CHUNKED + b"1;a=" + b"b" * 50_000 + b"\r\na\r\n0\r\n\r\n",
    "many extensions": CHUNKED + (b"1;a=" + b"b" * 50 + b"\r\na\r\n") * 20_000 + b"0\r\n\r\n",
    "many zeros": CHUNKED + b"0" * 50_000 + b"1\r\na\r\n0\r\n\r\n",
    "no line end behind a chunk": CHUNKED + b"1\r\na0\r\n\r\n",
    "length as a trailer": CHUNKED + b"1\r\na\r\n0\r\ncontent-length: 5\r\n\r\n",
    "coding as a trailer": CHUNKED + b"0\r\ntransfer-encoding: chunked\r\n\r\n",
    "host of two": b"GET / HTTP/1.1\r\nhost: a, b\r\n\r\n",
    "host with a path": b"GET / HTTP/1.1\r\nhost: a/b\r\n\r\n",
    "host with a user": b"GET / HTTP/1.1\r\nhost: a@b\r\n\r\n",
    "target with a fragment": b"GET /#a HTTP/1.1\r\n" + HOST + b"\r\n",
    "tabs in the request line": b"GET\t/\tHTTP/1.1\r\n" + HOST + b"\r\n",
    "version 1.2": b"GET / HTTP/1.2\r\n" + HOST + b"\r\n",
    "two carriage returns": b"GET / HTTP/1.1\r\r\n" + HOST + b"\r\n",
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

    def answer_to(self, data, method="GET"):
        with self.server.connect() as client:
            try:
                client.send(data)
            except ConnectionError:
                pass  # answered before the end
            answer = client.read_response(method)
            self.assertEqual(client.read_to_end(), b"")
            return answer

    def test_each_is_a_400(self):
        for name, data in (MALFORMED | SMUGGLING).items():
            with self.subTest(name):
                answer = self.answer_to(data)
                self.assertEqual(answer.status_line, "HTTP/1.1 400 Bad Request")
                self.assertEqual(answer.names(), [
                    "date", "server", "content-type", "content-length", "connection"])
                self.assertEqual(answer.header("content-type"), "text/plain; charset=utf-8")
                self.assertEqual((answer.body, len(answer.raw)), (INVALID, 192))
        self.server.err.wait_for("WARNING:  Invalid HTTP request received.",
                                 len(MALFORMED | SMUGGLING))
        self.assertNotIn("Exception", str(self.server.err))

    def test_to_a_head_without_its_text(self):
        upgrade = b"connection: upgrade\r\nupgrade: other\r\n"
        answer = self.answer_to(b"HEAD / HTTP/1.1\r\n" + HOST + upgrade + b"\r\n", "HEAD")
        self.assertEqual(answer.status_line, "HTTP/1.1 400 Bad Request")
        self.assertEqual(answer.header("content-length"), "28")
        self.assertEqual(answer.body, b"")

    def test_what_looks_similar_is_answered(self):
        for name, data in {
                "extension": CHUNKED + b"3;a=b;c=\"d\"\r\nabc\r\n0;e\r\n\r\n",
                "trailers": CHUNKED + b"3\r\nabc\r\n0\r\na: b\r\nc: d\r\n\r\n",
                "zeros": CHUNKED + b"0003\r\nabc\r\n000\r\n\r\n",
                "small chunks": CHUNKED + b"1\r\na\r\n1\r\nb\r\n1\r\nc\r\n0\r\n\r\n",
                "case": POST + b"Transfer-Encoding: Chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
                "blanks": POST + b"content-length: \t 3 \t\r\n\r\nabc",
                "no host": b"POST /echo HTTP/1.1\r\nhost:\r\ncontent-length: 3\r\n\r\nabc",
                "address": b"POST /echo HTTP/1.1\r\nhost: [::1]:80\r\ncontent-length: 3\r\n\r\nabc",
        }.items():
            with self.subTest(name), self.server.connect() as client:
                client.send(data)
                answer = client.read_response()
                self.assertEqual((answer.status, answer.body), (200, b"abc"))
                self.assertEqual(client.request("GET", "/").status, 200)

    def test_an_empty_chunked_body_byte_by_byte(self):
        with self.server.connect() as client:
            for byte in CHUNKED + b"0\r\n\r\n":
                client.send(bytes([byte]))
                time.sleep(0.001)
            self.assertEqual(client.read_response().body, b"")

    def test_small_chunks_without_end_are_a_body(self):
        with self.server.connect() as client:
            client.send(CHUNKED + b"1\r\na\r\n" * 100_000 + b"0\r\n\r\n")
            self.assertEqual(client.read_response().body, b"a" * 100_000)

    def test_a_path_breaks_no_line_of_the_log(self):
        self.assertEqual(self.server.get("/a%0AERROR:%20b").status, 404)
        self.server.err.wait_for('Failed to find a match for GET on "/a%0AERROR: b"\n')

    def test_a_valid_request_before_it_is_answered(self):
        with self.server.connect() as client:
            client.send(b"GET / HTTP/1.1\r\n" + HOST + b"\r\nGARBAGE\r\n\r\n")
            self.assertEqual(client.read_response().status, 200)
            self.assertEqual(client.read_response().status, 400)
            self.assertEqual(client.read_to_end(), b"")

    def test_a_valid_request_before_it_is_answered_wherever_it_is_cut(self):
        valid = b"GET / HTTP/1.1\r\n" + HOST + b"\r\n"
        for at in range(1, len(valid)):
            with self.subTest(at), self.server.connect() as client:
                client.send(valid[:at])
                time.sleep(0.01)
                client.send(valid[at:] + b"GET / HTTP/1.1\n" + HOST + b"\r\n")
                self.assertEqual(client.read_response().status, 200)
                self.assertEqual(client.read_response().status, 400)

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
