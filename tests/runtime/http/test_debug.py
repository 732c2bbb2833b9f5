"""Debug mode: what is logged, and the page /__loops__; what an affinity error does, by option."""

import re
import signal
import time
import unittest

from harness import LOOP, WORKERS, Server


class ThePage(unittest.TestCase):
    def test_shows_each_loop_with_thread_and_tasks(self):
        with Server("http_event_lifespan", "--debug") as server:
            page = server.get("/__loops__")
            self.assertEqual(page.status, 200)
            self.assertEqual(page.header("content-type"), "text/html; charset=utf-8")
            text = page.body.decode()
            loops = re.findall(rf"<tr><td>({LOOP})</td><td>([\w-]+) \((\d+)\)</td>", text)
            self.assertEqual(len(loops), WORKERS, text)
            self.assertEqual(len({thread for _, _, thread in loops}), WORKERS)
            self.assertIn((str(server.pid)), [thread for _, _, thread in loops])
            self.assertIn("coro=&lt;http::Worker::run()", text.replace(".", "::"))

    def test_shows_each_object_and_where_it_was_made(self):
        with Server("http_event_lifespan", "--debug") as server:
            text = server.get("/__loops__").body.decode()
            made = re.findall(
                rf"<td>loop::Event</td><td>{LOOP}</td>"
                r"<td><code>\S*event_lifespan/main\.cpp:(\d+):\d+ in create_event", text)
            self.assertEqual(len(made), WORKERS, text)
            self.assertEqual(len(set(made)), 1)

    def test_shows_an_object_that_was_made_before_main_and_its_error(self):
        with Server("http_event_global", "--debug") as server:
            for _ in range(3):
                self.assertEqual(server.get("/").status, 500)
            text = server.get("/__loops__").body.decode()
            self.assertRegex(text, r"<td>loop::Event</td><td>default \([a-z]+-1\)</td>"
                                   r"<td><code>\S*event_global/main\.cpp:\d+:\d+")
            errors = text[text.index('id="errors"'):]
            self.assertRegex(errors, r"<td>3</td><td>loop::Event on default")
            self.assertRegex(errors, rf"<td>on {LOOP}<br>at <code>\S*event_global/main\.cpp:\d+")
            self.assertIn("attached to a different loop", errors)

    def test_is_there_in_debug_mode_only(self):
        with Server("http_event_lifespan") as server:
            self.assertEqual(server.get("/__loops__").status, 404)

    def test_escapes_what_it_shows(self):
        with Server("http_event_global", "--debug") as server:
            server.get("/")
            text = server.get("/__loops__").body.decode()
            self.assertIn("Task &lt;Task pending", text)
            self.assertNotIn("<Task", text)

    def test_does_not_wait_for_ever_for_a_busy_loop(self):
        with Server("http_debug_app", "--debug") as server:
            with server.connect() as busy:
                busy.send(b"GET /block HTTP/1.1\r\nhost: test\r\n\r\n")
                time.sleep(0.1)
                started = time.monotonic()
                self.assertEqual(server.get("/__loops__").status, 200)
                self.assertLess(time.monotonic() - started, 10)
                self.assertEqual(busy.read_response().status, 200)


class TheLog(unittest.TestCase):
    def test_names_what_is_slow_lost_or_left_running(self):
        with Server("http_debug_app", "--debug", merged=True) as server:
            self.assertEqual(server.get("/block").status, 200)
            self.assertEqual(server.get("/forget").status, 200)
            self.assertEqual(server.get("/leave").status, 200)
            self.assertEqual(server.stop(signal.SIGTERM), 0)
            log = server.out.all()
        self.assertRegex(log, r"Executing <.*> took \d\.\d+ seconds")
        self.assertRegex(log, r"RuntimeWarning: coroutine 'work' was never awaited, "
                              r"defined at \S*debug_app\.cpp:\d+")
        self.assertRegex(log, r"Task was still running at the end: <Task pending "
                              r"name='left behind' .*created at \S*debug_app\.cpp:\d+>")

    def test_says_nothing_of_that_without_debug_mode(self):
        with Server("http_debug_app", merged=True) as server:
            for path in ("/block", "/forget", "/leave"):
                self.assertEqual(server.get(path).status, 200)
            server.stop()
            log = server.out.all()
        for words in ("Executing", "never awaited", "still running"):
            self.assertNotIn(words, log)

    def test_a_call_from_a_foreign_thread_raises(self):
        with Server("http_debug_app", "--debug") as server:
            self.assertEqual(server.get("/foreign_thread").body, (
                b"Non-thread-safe operation invoked on an event loop other than the current one"))
        with Server("http_debug_app") as server:
            self.assertEqual(server.get("/foreign_thread").body, b"")


class Affinity(unittest.TestCase):
    def test_log_serves_on(self):
        with Server("http_event_global", "--affinity", "log") as server:
            answer = server.get("/")
            self.assertEqual(answer.status, 200)
            self.assertGreaterEqual(answer.seconds, 0.099)
            server.err.wait_for("ERROR:    RuntimeError: Task <Task pending")
            self.assertEqual(server.stop(), 0)

    def test_abort_shows_both_stacks(self):
        with Server("http_event_global", LOOP_AFFINITY="abort") as server:
            with self.assertRaises(EOFError):
                server.get("/")
            self.assertEqual(server.wait(), -signal.SIGABRT)
            log = server.err.all()
            self.assertIn("created by:\n", log)
            self.assertRegex(log, r"used by:\n(.|\n)*EventLoop::run_")

    def test_another_word_is_an_error(self):
        with Server("http_event_global", "--affinity", "ignore", listens=False) as server:
            self.assertEqual(server.wait(), 2)
            self.assertIn("option --affinity: expected raise, log or abort, got 'ignore'",
                          server.err.all())


if __name__ == "__main__":
    unittest.main()
