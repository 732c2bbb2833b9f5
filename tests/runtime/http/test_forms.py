"""Responses in all their forms, and request bodies."""

import json
import re
import time
import unittest

from harness import Server


class Forms(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = cls.enterClassContext(Server("http_forms_app"))

    def assert_is_a_500(self, path, log):
        with self.server.connect() as client:
            answer = client.request("GET", path)
            self.assertEqual((answer.status, answer.body), (500, b"Internal Server Error"))
            self.assertEqual(answer.header("connection"), "close")
            self.assertEqual(client.read_to_end(), b"")
        self.server.err.wait_for("Exception in ASGI application\n" + log)
        self.assertEqual(self.server.get("/").status, 200)


class Responses(Forms):
    def test_no_content_has_no_framing(self):
        answer = self.server.get("/no_content")
        self.assertEqual(answer.status_line, "HTTP/1.1 204 No Content")
        self.assertEqual(answer.names(), ["date", "server"])

    def test_a_bare_status_has_an_empty_chunked_body(self):
        answer = self.server.get("/ok")
        self.assertEqual(answer.names(), ["date", "server", "transfer-encoding"])
        self.assertEqual((answer.body, answer.chunks), (b"", []))

    def test_an_unknown_status_has_no_name(self):
        self.assertEqual(self.server.get("/unnamed").status_line, "HTTP/1.1 299 ")

    def test_header_names_are_sent_in_lower_case_behind_the_servers_own(self):
        answer = self.server.get("/only_headers")
        self.assertEqual(answer.names(),
                         ["date", "server", "x-colour", "server", "transfer-encoding"])
        self.assertEqual(answer.header("x-colour"), "red")
        self.assertEqual(answer.body, b"")

    def test_text_bytes_and_json_have_a_length(self):
        for path, kind, body in (("/", "text/plain", b"hello text"),
                                 ("/bytes", "application/octet-stream", b"\0\1\2"),
                                 ("/json", "application/json", b'{"a": [1, 2]}')):
            answer = self.server.get(path)
            self.assertEqual(answer.names(), ["date", "server", "content-type", "content-length"])
            self.assertEqual(answer.header("content-type"), kind)
            self.assertEqual(answer.header("content-length"), str(len(body)))
            self.assertEqual(answer.body, body)

    def test_json_is_spaced_and_escaped_as_python_does(self):
        expected = json.dumps({"z: ,": '"a\\," é', "b": None})
        self.assertEqual(self.server.get("/json_text").body.decode(), expected)

    def test_a_generator_sends_a_chunk_for_each_piece(self):
        answer = self.server.get("/one_two_three")
        self.assertEqual(answer.raw.split(b"\r\n\r\n", 1)[1],
                         b"3\r\none\r\n3\r\ntwo\r\n5\r\nthree\r\n0\r\n\r\n")

    def test_blank_pieces_are_skipped_wherever_they_are(self):
        self.assertEqual(self.server.get("/with_blanks").chunks, [b"one", b"two"])

    def test_no_piece_at_all_is_an_empty_body(self):
        self.assertEqual(self.server.get("/no_pieces").chunks, [])
        self.assertEqual(self.server.get("/empty_text").chunks, [])

    def test_a_text_is_divided_if_asked(self):
        self.assertEqual(self.server.get("/divided_text").chunks, [b"abc", b"def", b"gh"])

    def test_large_bodies_arrive_whole(self):
        for path in ("/large", "/large_sized"):
            self.assertEqual(self.server.get(path).body, b"x" * 3_000_000)

    def test_head_has_the_head_and_no_body(self):
        with self.server.connect() as client:
            answer = client.request("HEAD", "/")
            self.assertEqual((answer.status, answer.header("content-length")), (200, "10"))
            self.assertEqual(client.request("HEAD", "/large").status, 200)
            self.assertEqual(client.request("HEAD", "/nope").status, 404)
            self.assertEqual(client.request("GET", "/").body, b"hello text")

    def test_the_date_is_fresh(self):
        with self.server.connect() as client:
            first = client.request("GET", "/").header("date")
            self.assertRegex(first, r"^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$")
            time.sleep(1.1)
            self.assertNotEqual(client.request("GET", "/").header("date"), first)


class Failures(Forms):
    def test_an_exception(self):
        self.assert_is_a_500("/boom", "ValueError: boom")

    def test_no_response(self):
        self.assert_is_a_500("/none", "TypeError: the handler returned no response")

    def test_info_of_another_type(self):
        self.assert_is_a_500("/wrong_info", "TypeError: info['answer'] is int, not std::")
        self.assert_is_a_500("/const_info",
                             "TypeError: info['constant'] is a reference to const int")

    def test_a_status_that_is_none(self):
        self.assert_is_a_500("/wrong_status", "ValueError: Invalid status 42")

    def test_a_header_that_would_break_the_head(self):
        self.assert_is_a_500("/split_header", "ValueError: Invalid header field 'x-a'")

    def test_a_body_that_is_not_as_long_as_it_says(self):
        self.assert_is_a_500("/wrong_length",
                             "RuntimeError: Response content longer than Content-Length")

    def test_a_generator_that_fails_or_stops_early_cuts_the_connection(self):
        for path, log in (("/broken_pieces", "RuntimeError: OSError: [Errno 5]"),
                          ("/short_pieces", "RuntimeError: Response content shorter")):
            with self.server.connect() as client:
                client.send(f"GET {path} HTTP/1.1\r\nhost: test\r\n\r\n".encode())
                received = client.read_to_end()
            self.assertIn(b"one", received)
            self.assertFalse(received.endswith(b"0\r\n\r\n"))
            self.server.err.wait_for(log)


class Requests(Forms):
    def echo(self, raw, body=b""):
        with self.server.connect() as client:
            client.send(b"POST /echo HTTP/1.1\r\nhost: test\r\n" + raw + b"\r\n\r\n" + body)
            return client.read_response()

    def test_a_chunked_body_is_joined(self):
        answer = self.echo(b"transfer-encoding: chunked", b"3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n")
        self.assertEqual(answer.body, b"abcde")

    def test_trailers_are_no_headers(self):
        answer = self.echo(b"transfer-encoding: chunked", b"1\r\na\r\n0\r\nhost: evil\r\n\r\n")
        self.assertEqual(answer.body, b"a")

    def test_a_body_in_pieces_is_joined(self):
        with self.server.connect() as client:
            client.send(b"POST /echo HTTP/1.1\r\nhost: te")
            time.sleep(0.01)
            client.send(b"st\r\ncontent-length: 6\r\n\r\nabc")
            time.sleep(0.01)
            client.send(b"def")
            self.assertEqual(client.read_response().body, b"abcdef")

    def test_a_request_one_byte_at_a_time(self):
        with self.server.connect() as client:
            for byte in (b"POST /echo HTTP/1.1\r\nhost: test\r\ntransfer-encoding: chunked\r\n\r\n"
                         b"1\r\nx\r\n0\r\n\r\n"):
                client.send(bytes([byte]))
            self.assertEqual(client.read_response().body, b"x")

    def test_a_large_body_arrives_whole(self):
        self.assertEqual(self.server.request("POST", "/count", b"x" * 4_000_000).body, b"4000000")

    def test_utf_8_only(self):
        text = "aé€😀".encode()
        self.assertEqual(self.server.request("POST", "/echo", text).body, text)
        for wrong in (b"\xff", b"a\xc3", b"\xed\xa0\x80", b"\xc0\xaf", b"\xf5\x80\x80\x80"):
            self.assertEqual(self.server.request("POST", "/echo", wrong).status, 500)
        self.server.err.wait_for(
            "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 0")

    def test_expect_100_continue(self):
        with self.server.connect() as client:
            client.send(b"POST /echo HTTP/1.1\r\nhost: test\r\ncontent-length: 2\r\n"
                        b"expect: 100-continue\r\n\r\n")
            self.assertEqual(client.read_response().raw, b"HTTP/1.1 100 Continue\r\n\r\n")
            client.send(b"ab")
            self.assertEqual(client.read_response().body, b"ab")
            self.assertEqual(client.request("GET", "/").status, 200)

    def test_expect_100_continue_with_the_body_already_there(self):
        with self.server.connect() as client:
            client.send(b"POST /echo HTTP/1.1\r\nhost: test\r\ncontent-length: 2\r\n"
                        b"expect: 100-continue\r\n\r\nab")
            self.assertEqual(client.read_response().raw, b"HTTP/1.1 100 Continue\r\n\r\n")
            self.assertEqual(client.read_response().body, b"ab")

    def test_expect_100_continue_unanswered_ends_the_connection(self):
        with self.server.connect() as client:
            client.send(b"POST /ignore HTTP/1.1\r\nhost: test\r\ncontent-length: 2\r\n"
                        b"expect: 100-continue\r\n\r\n")
            self.assertEqual(client.read_response().body, b"ignored")
            self.assertEqual(client.read_to_end(), b"")

    def test_a_body_that_nobody_reads_is_dropped(self):
        with self.server.connect() as client:
            self.assertEqual(client.request("POST", "/ignore", b"x" * 500_000).body, b"ignored")
            self.assertEqual(client.request("POST", "/echo", b"next").body, b"next")

    def test_a_client_that_leaves_within_the_body(self):
        with self.server.connect() as client:
            client.send(b"POST /echo HTTP/1.1\r\nhost: test\r\ncontent-length: 10\r\n\r\nabc")
        self.server.err.wait_for("HttpDisconnectError: the client closed the connection")

    def test_scope_and_content_may_outlive_their_request(self):
        with self.server.connect() as client:
            client.request("POST", "/keep", b"x" * 20)
            answer = client.request("GET", "/kept")
            self.assertEqual(answer.body, b"/keep the request has been answered already /kept")

    def test_the_scope(self):
        fields = "X-One: 1\r\nx-one:  2 \r\n"
        answer = json.loads(self.server.get("/sc%6Fpe?a=%20b&c=", fields).body)
        client, server = answer.pop("client"), answer.pop("server")
        self.assertRegex(client, r"^127\.0\.0\.1:\d+$")
        self.assertEqual(server, f"127.0.0.1:{self.server.port}")
        self.assertEqual(answer, {
            "type": "http", "method": "GET", "path": "/scope", "raw_path": "/sc%6Fpe",
            "query_string": "a=%20b&c=", "http_version": "1.1",
            "headers": ["host=test", "x-one=1", "x-one=2"], "host": "test"})


class AccessLog(unittest.TestCase):
    def test_a_line_for_each_response(self):
        with Server("http_forms_app") as server:
            server.get("/")
            server.get("/no pe?q=1".replace(" ", "%20"))
            server.request("POST", "/echo", b"x")
            server.stop()
            log = re.sub(r":\d+ -", " -", server.out.all())
            self.assertEqual(log, (
                'INFO:     127.0.0.1 - "GET / HTTP/1.1" 200 OK\n'
                'INFO:     127.0.0.1 - "GET /no%20pe?q=1 HTTP/1.1" 404 Not Found\n'
                'INFO:     127.0.0.1 - "POST /echo HTTP/1.1" 200 OK\n'))

    def test_can_be_turned_off(self):
        with Server("http_forms_app", "--no-access-log") as server:
            server.get("/")
            server.stop()
            self.assertEqual(server.out.all(), "")

    def test_the_log_has_levels(self):
        with Server("http_forms_app", "--log-level", "info") as server:
            port = server.port
            self.assertEqual(server.stop(), 0)
        with Server("http_forms_app", "--log-level", "error", port=port, listens=False) as server:
            while server.refuses():
                self.assertTrue(server.is_running())
                time.sleep(0.01)
            server.get("/boom")
            server.stop()
            self.assertEqual(server.err.all(),
                             "ERROR:    Exception in ASGI application\nValueError: boom\n")


if __name__ == "__main__":
    unittest.main()
