"""Routes: which handler answers, with what matches."""

import unittest

from harness import Server


class Routing(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = cls.enterClassContext(Server("http_routing_app", SCENARIO="none"))

    def assert_answers(self, cases):
        for path, body in cases.items():
            with self.subTest(path):
                answer = self.server.get(path)
                if body is None:
                    self.assertEqual((answer.status, answer.body), (404, b"Not Found"))
                else:
                    self.assertEqual((answer.status, answer.body.decode()), (200, body))

    def test_a_segment(self):
        self.assert_answers({
            "/v/a%20b": "'a b'", "/v/a+b": "'a+b'", "/v/%C3%A9": "'é'", "/v/%zz": "'%zz'",
            "/v/": None, "/v": None, "/v/a/b": None, "/v/a%2Fb": None, "/v/a/": None})

    def test_an_integer(self):
        self.assert_answers({
            "/int/5": "5", "/int/-5": "-5", "/int/+5": "5", "/int/5_0": "50", "/int/%205": "5",
            "/int/9223372036854775807": "9223372036854775807", "/int/9223372036854775808": None,
            "/int/x": None, "/int/5.0": None, "/int/": None, "/int/+-5": None, "/int/_5": None,
            "/int/5_": None, "/int/5__0": None, "/int/0x5": None})

    def test_a_float(self):
        self.assert_answers({"/float/1.5": "1.5", "/float/1e3": "1000.0", "/float/-.5": "-0.5",
                             "/float/inf": "null", "/float/nan": "null", "/float/1e999": "null",
                             "/float/x": None, "/float/": None, "/float/1.5x": None,
                             "/float/nan(1)": None})

    def test_a_rest(self):
        self.assert_answers({"/files/a": "'a'", "/files/a/b/c": "'a/b/c'", "/files/a/b/": "'a/b/'",
                             "/files/": "''", "/files": None, "/files/a%2Fb": "'a/b'"})

    def test_a_time(self):
        self.assert_answers({
            "/date/bad": '"none"', "/date/1970-01-02T00:00:01": "86401",
            "/date/1970-01-02": "86400",
            "/date/1970-01-01T01:00:00+01:00": "0", "/date/": None,
            "/day/1970-01-02": "86400", "/day/x": None, "/day/1970-01-02x": None, "/day/": None})

    def test_the_first_route_wins(self):
        self.assert_answers({
            "/ov/lit": "substitution", "/vo/lit": "literal", "/vo/x": "substitution"})

    def test_a_slash_at_the_end_counts(self):
        self.assert_answers({
            "/lit": "without slash", "/lit/": "with slash", "/lit//": None, "/Lit": None})

    def test_the_query_does_not_count(self):
        self.assert_answers({"/lit?a=1&b=2": "without slash", "/v/x?a=/": "'x'"})

    def test_what_no_route_matches_is_not_found_and_never_not_allowed(self):
        cases = (("GET", "/nope"), ("POST", "/lit"), ("DELETE", "/lit"), ("OPTIONS", "/lit"),
                 ("OPTIONS", "*"), ("get", "/lit"), ("BREW", "/lit"), ("GET", "//"), ("GET", "/"))
        for method, path in cases:
            with self.subTest(method=method, path=path):
                answer = self.server.request(method, path)
                self.assertEqual(answer.status_line, "HTTP/1.1 404 Not Found")
                self.assertEqual(answer.names(),
                                 ["date", "server", "content-type", "transfer-encoding"])
                self.assertEqual((answer.header("content-type"), answer.body),
                                 ("text/plain", b"Not Found"))
                self.server.err.wait_for(f'\nFailed to find a match for {method} on "{path}"\n')
        answer = self.server.request("HEAD", "/lit")
        self.assertEqual((answer.status, answer.body), (404, b""))

    def test_a_route_may_have_several_methods(self):
        for method in ("GET", "PUT"):
            self.assertEqual(self.server.request(method, "/both").body, b"both")

    def test_asking_for_what_was_not_matched_is_an_error(self):
        self.assertEqual(self.server.get("/wrong_type/5").status, 500)
        self.server.err.wait_for("TypeError: match 'n' is of type int")
        self.assertEqual(self.server.get("/wrong_name/5").status, 500)
        self.server.err.wait_for("KeyError: 'm'")


class Adding(unittest.TestCase):
    def test_wrong_routes_are_refused(self):
        with Server("http_routing_app", SCENARIO="bad_routes", listens=False) as program:
            self.assertEqual(program.wait(), 0)
            self.assertEqual(program.out.all().splitlines(), [
                "ValueError: Paths must be absolute: 'lit'",
                "ValueError: Paths must be absolute: ''",
                "ValueError: Invalid substitution segment: '{x'",
                "ValueError: Literal segment contains invalid characters: 'a{b}c'",
                "TypeError: Unknown type: 'bogus'; expected str, int, float, datetime or path",
                "ValueError: Invalid substitution segment: '{}'",
                "ValueError: A path segment must be the last: '/{p:path}/more'"])


class Middlewares(unittest.TestCase):
    def test_the_first_is_outermost_also_without_a_route(self):
        with Server("http_routing_app", "--no-access-log", SCENARIO="middlewares") as server:
            self.assertEqual(server.get("/lit").body, b"without slash")
            self.assertEqual(server.get("/nope").status, 404)
            server.stop()
            self.assertEqual(server.out.all().splitlines(), [
                "A before", "B before", "handler", "B after 200", "A after 200",
                "A before", "B before", "B after 404", "A after 404"])


if __name__ == "__main__":
    unittest.main()
