"""The article's programs: an event of the wrong loop, and of the right one."""

import threading
import time
import unittest

from harness import KIND, LOOP, Server, quickest, same_worker

ERROR = "got Future <Future pending> attached to a different loop"
LAZY = {"LOOP_BINDING": "lazy"}
SET = b"""changeEvent('True')">Set</button>"""
CLEAR = b"""changeEvent('False')">Clear</button>"""


class AnEventOfTheDefaultLoop(unittest.TestCase):
    def assert_is_the_500(self, response):
        date = response.header("date")
        self.assertEqual(response.raw.decode(), (
            "HTTP/1.1 500 Internal Server Error\r\n"
            f"date: {date}\r\nserver: uvicorn\r\n"
            "content-type: text/plain; charset=utf-8\r\nconnection: close\r\n"
            "transfer-encoding: chunked\r\n\r\n"
            "15\r\nInternal Server Error\r\n0\r\n\r\n"))
        self.assertEqual(len(response.raw), 212)

    def test_fails_at_once_and_each_time_and_the_server_stays_up(self):
        with Server("http_event_global") as server:
            seconds = []
            for _ in range(10):
                with server.connect() as client:
                    response = client.request("GET", "/")
                    self.assert_is_the_500(response)
                    self.assertEqual(client.read_to_end(), b"")
                    seconds.append(response.seconds)
            self.assertLess(min(seconds), 0.05)
            self.assertEqual(server.stop(), 0)
            self.assertEqual(server.err.all().count(ERROR), 10)
            access = '"GET / HTTP/1.1" 500 Internal Server Error'
            self.assertEqual(server.out.all().count(access), 10)

    def test_the_error_names_both_loops_and_both_places(self):
        with Server("http_event_global") as server:
            server.get("/")
            server.stop()
            log = server.err.all()
            self.assertRegex(log, (
                r"ERROR:    Exception in ASGI application\n"
                r"RuntimeError: Task <Task pending name='Task-\d+' coro=<Event\.wait\(\) .*"
                r"> got Future <Future pending> attached to a different loop\n"))
            place = r"event_global/main\.cpp:\d+:\d+"
            self.assertRegex(log, rf"{place}, bound to loop 'default")
            self.assertRegex(log, rf"{place} in get_index, on loop '{LOOP}'")

    def test_can_be_set_and_cleared_and_a_set_one_is_not_waited_for(self):
        with Server("http_event_global") as server:
            self.assertEqual(server.request("POST", "/change_event", b"True").status, 204)
            answer = server.get("/")
            self.assertEqual(answer.status, 200)
            self.assertIn(CLEAR, answer.body)
            self.assertEqual(server.request("POST", "/change_event", b"False").status, 204)
            self.assertEqual(server.get("/").status, 500)

    def test_awaited_without_wait_for_fails_in_the_task_of_the_request(self):
        with Server("http_binding_app", SCENARIO="plain") as server:
            self.assertEqual(server.get("/").status, 500)
            server.stop()
            self.assertIn(ERROR, server.err.all())
            self.assertNotIn("coro=<Event.wait()", server.err.all())

    def test_the_error_can_be_caught_around_the_await(self):
        with Server("http_binding_app", SCENARIO="catching") as server:
            answer = server.get("/")
            self.assertEqual(answer.status, 200)
            self.assertTrue(answer.body.startswith(b"caught: Task <Task pending name='Task-"))
            self.assertIn(b"coro=<Event.wait()", answer.body)
            server.stop()
            self.assertNotIn("Exception in ASGI", server.err.all())

    def test_fails_on_every_loop_and_without_lifespan(self):
        for loop, lifespan in (("auto", "auto"), (KIND, "off"), (KIND, "on")):
            with self.subTest(loop=loop, lifespan=lifespan):
                with Server("http_event_global", "--lifespan", lifespan, loop=loop) as server:
                    self.assertEqual(server.get("/").status, 500)
                    server.err.wait_for(ERROR)

    def test_waited_for_on_its_own_loop_before_fails_all_the_same(self):
        with Server("http_binding_app", SCENARIO="rebound") as server:
            self.assertEqual(server.get("/").status, 500)
            server.err.wait_for(ERROR)


    def test_made_in_the_info_it_was_created_where_the_application_says(self):
        with Server("http_binding_app", SCENARIO="emplaced") as server:
            self.assertEqual(server.get("/").status, 500)
            server.err.wait_for("on loop ")
            self.assertRegex(str(server.err), (
                r"object: loop::Event created at [^\n]*binding_app\.cpp:\d+:\d+"))


class AnEventThatBindsLate(unittest.TestCase):
    def test_works_where_it_is_first_waited_for(self):
        with Server("http_event_global", **LAZY) as server:
            answer = server.get("/")
            self.assertEqual(answer.status, 200)
            self.assertIn(SET, answer.body)
            self.assertGreaterEqual(answer.seconds, 0.099)

    def test_fails_when_it_was_first_waited_for_on_another_loop(self):
        bound = (r"RuntimeError: <.*Event object at 0x[0-9a-f]+ \[unset\]> "
                 r"is bound to a different event loop")
        with Server("http_binding_app", SCENARIO="rebound", **LAZY) as server:
            self.assertEqual(server.get("/").status, 500)
            self.assertEqual(server.request("POST", "/change_event", b"True").status, 204)
            answer = server.get("/")
            self.assertEqual((answer.status, answer.body), (200, b"Clear"))
            self.assertEqual(server.request("POST", "/change_event", b"False").status, 204)
            self.assertEqual(server.get("/").status, 500)
            server.stop()
            self.assertRegex(server.err.all(), bound)


class AnEventOfTheServersLoop(unittest.TestCase):
    def setUp(self):
        self.server = self.enterContext(Server("http_event_lifespan"))
        self.client = self.enterContext(self.server.connect())  # to one worker, with its event

    def change(self, body):
        return self.client.request("POST", "/change_event", body)

    def get(self):
        return self.client.request("GET", "/")

    def test_is_waited_for_a_tenth_of_a_second(self):
        with self.server.connect() as client:
            answer = client.request("GET", "/")
            self.assertEqual(answer.status_line, "HTTP/1.1 200 OK")
            self.assertEqual(answer.names(),
                             ["date", "server", "content-type", "transfer-encoding"])
            self.assertEqual(answer.header("content-type"), "text/html")
            self.assertEqual(len(answer.chunks), 1)
            self.assertEqual(len(answer.body), 272)
            self.assertTrue(answer.body.startswith(b"\n<html>"))
            self.assertIn(SET, answer.body)
            self.assertGreaterEqual(answer.seconds, 0.099)
            self.assertEqual(client.request("GET", "/").status, 200)
        self.assertLess(quickest(lambda: self.server.get("/"), 3), 0.15)

    def test_works_the_same_when_it_binds_late(self):
        with Server("http_event_lifespan", **LAZY) as server:
            answer = server.get("/")
            self.assertEqual(answer.status, 200)
            self.assertGreaterEqual(answer.seconds, 0.099)

    def test_only_the_body_True_sets_it(self):
        bodies = [b"False", b"true", b"", b" True", b"True\n", b"TrueTrue", b"1",
                  b'{"state": true}']
        for body in bodies:
            with self.subTest(body=body):
                self.change(b"True")
                self.assertIn(CLEAR, self.get().body)
                answer = self.change(body)
                self.assertEqual(answer.status, 204)
                self.assertEqual(answer.names(), ["date", "server"])
                self.assertEqual(len(answer.raw), 81)
                self.assertIn(SET, self.get().body)

    def test_set_it_is_not_waited_for(self):
        self.change(b"True")
        self.assertLess(quickest(self.get), 0.02)

    def test_setting_it_wakes_who_waits(self):
        def wait_and_set():
            with same_worker(self.server, self.client) as waiting:
                started = time.monotonic()
                waiting.send(b"GET / HTTP/1.1\r\nhost: test\r\n\r\n")
                time.sleep(0.03)
                self.change(b"True")
                answer = waiting.read_response()
                answer.seconds = time.monotonic() - started
                self.assertIn(CLEAR, answer.body)
            self.change(b"False")
            return answer
        self.assertLess(quickest(wait_and_set), 0.1)

    def test_twenty_requests_wait_together(self):
        answers = []
        threads = [threading.Thread(target=lambda: answers.append(self.server.get("/")))
                   for _ in range(20)]
        started = time.monotonic()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertLess(time.monotonic() - started, 1.9)
        self.assertEqual([answer.status for answer in answers], [200] * 20)

    def test_a_client_that_leaves_while_waiting_is_no_error(self):
        with self.server.connect() as client:
            client.send(b"GET / HTTP/1.1\r\nhost: test\r\n\r\n")
            time.sleep(0.02)
        self.assertEqual(self.server.get("/").status, 200)
        self.assertEqual(self.server.stop(), 0)
        self.assertNotIn("ERROR", self.server.err.all())

    def test_without_lifespan_it_is_missing(self):
        with Server("http_event_lifespan", "--lifespan", "off") as server:
            self.assertEqual(server.get("/").status, 500)
            server.stop()
            self.assertIn("KeyError: 'event'", server.err.all())
            self.assertNotIn("Waiting for application", server.err.all())


if __name__ == "__main__":
    unittest.main()
