"""How a server starts, what its handlers see, and the options of served programs."""

import collections
import re
import signal
import socket
import time
import unittest

from harness import KIND, WORKERS, Server, free_port, without_repetition

STARTED = ["Started server process", "Waiting for application startup.",
           "Application startup complete.",
           "Uvicorn running on http://127.0.0.1:{} (Press CTRL+C to quit)"]
STOPPED = ["Shutting down", "Waiting for application shutdown.", "Application shutdown complete.",
           "Finished server process"]
START_FAILED = ["Started server process", "Waiting for application startup.",
                "ValueError: start boom", "Application startup failed. Exiting."]
START_SAYS = ["lifespan lifespan.startup", f"start one on {KIND}-2", "start one done",
              f"start two on {KIND}-2", "start two done"]
STOP_SAYS = ["lifespan.shutdown", f"stop one on {KIND}-2", "stop one done", f"stop two on {KIND}-2",
             "stop two done"]
LIFESPAN_SAYS = START_SAYS + STOP_SAYS


def lifecycle(*options, scenario="plain", **more):
    return Server("http_lifecycle_app", "--no-access-log", *options, SCENARIO=scenario, **more)


class Lifecycle(unittest.TestCase):
    maxDiff = None

    def assert_logs(self, server, lines):
        server.err.all()
        expected = without_repetition([line.format(server.port) for line in lines])
        self.assertEqual(server.log_lines(), expected)

    def assert_says(self, server, lines):
        said = server.out.all().splitlines()
        if WORKERS == 1:
            self.assertEqual(said, lines)
        else:
            self.assert_workers_say(said, lines)

    def assert_workers_say(self, said, lines):
        """Each worker runs each handler, on a loop of its own, and starts before any stops."""
        loops = {line.split()[-1] for line in said if line.startswith("start one on")}
        self.assertEqual(loops, {f"{KIND}-{n + 2}" for n in range(WORKERS)} if loops else set())
        any_loop = [re.sub(rf"{KIND}-\d", f"{KIND}-2", line) for line in said]
        times = {line: WORKERS if line in LIFESPAN_SAYS else 1 for line in lines}
        self.assertEqual(dict(collections.Counter(any_loop)), times)
        stops = [line in STOP_SAYS for line in any_loop if line in LIFESPAN_SAYS]
        self.assertEqual(stops, sorted(stops))


class Starting(Lifecycle):
    def test_handlers_run_in_order_on_one_loop_that_is_not_the_default_one(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            with self.subTest(number), lifecycle() as server:
                self.assertRegex(server.get("/").body, rb"^default")
                stopped = time.monotonic()
                self.assertEqual(server.stop(number), 0)
                self.assertGreater(time.monotonic() - stopped, 0.09)
                self.assertLess(time.monotonic() - stopped, 3)
                self.assert_logs(server, STARTED + STOPPED)
                self.assert_says(server, START_SAYS + [f"request on {KIND}-2"] + STOP_SAYS)

    def test_the_socket_opens_when_the_startup_handlers_are_done(self):
        port = free_port()
        with lifecycle(scenario="slow_start", port=port, SECONDS="0.3", listens=False) as server:
            server.out.wait_for("start one on")
            self.assertTrue(server.refuses())
            server.out.wait_for("start two done", WORKERS)
            server.wait_until_it_listens()
            self.assertEqual(server.get("/").status, 200)

    def test_log_lines_carry_level_and_process(self):
        with lifecycle() as server:
            server.stop()
            first, *_ = server.err.all().splitlines()
            self.assertEqual(first, f"INFO:     Started server process [{server.pid}]")

    def test_without_lifespan_no_handler_runs(self):
        with lifecycle("--lifespan", "off") as server:
            self.assertEqual(server.stop(), 0)
            self.assert_logs(server, [STARTED[0], STARTED[3], STOPPED[0], STOPPED[3]])
            self.assert_says(server, [])

    def test_a_startup_handler_that_fails_ends_the_process_with_3(self):
        for lifespan in ("auto", "on"):
            with self.subTest(lifespan):
                options = {"scenario": "start_boom", "listens": False}
                with lifecycle("--lifespan", lifespan, **options) as server:
                    self.assertEqual(server.wait(), 3)
                    self.assert_logs(server, START_FAILED)
                    self.assert_says(server, START_SAYS[:2])
                    self.assertIn("ERROR:    ValueError: start boom\n"
                                  "ERROR:    Application startup failed. Exiting.\n",
                                  str(server.err))

    def test_the_first_of_two_startup_handlers_is_not_undone(self):
        with lifecycle(scenario="second_start_boom", listens=False) as server:
            self.assertEqual(server.wait(), 3)
            self.assert_logs(server, START_FAILED)
            self.assert_says(server, START_SAYS[:4])

    def test_a_signal_during_startup_ends_it_right_after(self):
        with lifecycle(scenario="slow_start", SECONDS="0.3", listens=False) as server:
            server.out.wait_for("start one on")
            server.send_signal(signal.SIGINT)
            self.assertEqual(server.wait(), 0)
            server.port = re.search(r":(\d+) \(Press", server.err.all())[1]
            self.assert_logs(server, STARTED)
            self.assert_says(server, START_SAYS)

    def test_a_port_in_use_ends_it_with_1_after_the_shutdown_handlers(self):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            with lifecycle(port=port, listens=False) as server:
                self.assertEqual(server.wait(), 1)
                self.assert_logs(server, STARTED[:3] + [
                    "[Errno 98] error while attempting to bind on address "
                    f"('127.0.0.1', {port}): address already in use"] + STOPPED[1:3])
                self.assert_says(server, START_SAYS + STOP_SAYS)


class TheService(Lifecycle):
    def test_works_each_second_and_stops_with_the_server(self):
        with Server("http_service", merged=True) as server:
            started = time.monotonic()
            server.out.wait_for("Service did something", count=2 * WORKERS)
            self.assertGreater(time.monotonic() - started, 1.8)
            self.assertEqual(server.stop(), 0)
            self.assert_logs(server, (
                STARTED[:2] + ["Service started"] + STARTED[2:] + ["Service did something"] * 2 +
                STOPPED[:2] + ["Stopping service", "Service stopped"] + STOPPED[2:]))

    def test_stops_cleanly_while_a_request_is_in_flight(self):
        with Server("http_service", "--no-access-log") as server, server.connect() as client:
            client.send(b"GET /slow HTTP/1.1\r\nhost: test\r\n\r\n")
            server.out.wait_for("Service did something")
            server.send_signal(signal.SIGTERM)
            self.assertEqual(client.read_response().body, b"done")
            self.assertEqual(server.wait(), 0)
            said = [line for line in server.out.all().splitlines() if "did something" not in line]
            self.assertEqual(without_repetition(said),
                             ["Service started", "Stopping service", "Service stopped"])


class Options(Lifecycle):
    def fails(self, code, *options, program="http_lifecycle_app", **more):
        with Server(program, *options, listens=False, SCENARIO="plain", **more) as server:
            self.assertEqual(server.wait(), code)
            self.assertEqual(server.out.all(), "")
            return server.err.all()

    def test_unknown_loops_lifespans_and_levels_fail_before_anything_is_logged(self):
        self.assertIn("bogus", self.fails(1, loop="bogus"))
        self.assertEqual(self.fails(1, "--lifespan", "bogus"), "KeyError: 'bogus'\n")
        self.assertIn("bogus", self.fails(1, "--log-level", "bogus"))
        for log in (self.fails(1, loop="bogus"), self.fails(1, "--log-level", "bogus")):
            self.assertNotIn("INFO", log)

    def test_wrong_arguments_are_named(self):
        program = "http_lifecycle_app: "
        self.assertEqual(self.fails(2, "--prot"), program + "unknown option '--prot'\n")
        self.assertEqual(self.fails(2, "--host"), program + "option --host needs a value\n")
        for port in ("x", "65536", "-1", ""):
            self.assertEqual(self.fails(2, port=port), program +
                             f"option --port: expected a number from 0 to 65535, got '{port}'\n")

    def test_a_host_that_is_none_is_a_bind_error(self):
        log = self.fails_to_bind("--host", "256.0.0.1")
        self.assertIn("256.0.0.1", log)

    def fails_to_bind(self, *options):
        with lifecycle(*options, listens=False) as server:
            self.assertEqual(server.wait(), 1)
            return server.err.all()


if __name__ == "__main__":
    unittest.main()
