"""How a server stops while requests are in flight, and what a second signal does."""

import signal
import time
import unittest

from test_lifecycle import START_SAYS, STARTED, STOP_SAYS, STOPPED, Lifecycle, lifecycle

WAITING = "Waiting for connections to close. (CTRL+C to force quit)"
REQUEST = b"GET %s HTTP/1.1\r\nhost: test\r\n\r\n"


class Stopping(Lifecycle):
    def test_the_socket_closes_and_a_request_in_flight_completes(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            with (self.subTest(number), lifecycle(SECONDS="0.4") as server,
                  server.connect() as client):
                client.send(REQUEST % b"/slow")
                server.out.wait_for("slow begins")
                server.send_signal(number)
                server.err.wait_for("Shutting down")
                server.err.wait_for(WAITING)
                self.assertTrue(server.refuses())
                answer = client.read_response()
                self.assertEqual((answer.status, answer.body), (200, b"slow done"))
                self.assertIsNone(answer.header("connection"))
                self.assertEqual(client.read_to_end(), b"")
                self.assertEqual(server.wait(), 0)
                self.assert_logs(server, STARTED + STOPPED[:1] + [WAITING] + STOPPED[1:])
                self.assert_says(server, START_SAYS + ["slow begins"] + STOP_SAYS)

    def test_a_streaming_response_completes(self):
        with lifecycle(SECONDS="0.6") as server, server.connect() as client:
            client.send(REQUEST % b"/stream")
            server.out.wait_for("tick 1")
            server.send_signal(signal.SIGTERM)
            answer = client.read_response()
            self.assertEqual(answer.chunks, [b"tick 0", b"tick 1", b"tick 2", b"tick 3"])
            self.assertEqual(server.wait(), 0)
            self.assert_logs(server, STARTED + STOPPED[:1] + [WAITING] + STOPPED[1:])

    def test_idle_and_half_sent_connections_end_at_once(self):
        with lifecycle() as server:
            with server.connect() as fresh, server.connect() as idle, server.connect() as half:
                idle.request("GET", "/")
                half.send(b"GET / HTTP/1.1\r\nhost: te")
                half_body = self.enterContext(server.connect())
                half_body.send(b"GET / HTTP/1.1\r\nhost: test\r\ncontent-length: 5\r\n\r\na")
                self.assertEqual(half_body.read_response().status, 200)
                server.send_signal(signal.SIGINT)
                for client in (fresh, idle, half, half_body):
                    self.assertEqual(client.read_to_end(), b"")
                self.assertEqual(server.wait(), 0)
                self.assert_logs(server, STARTED + STOPPED)

    def test_a_shutdown_handler_that_fails_skips_the_rest(self):
        with lifecycle(scenario="stop_boom") as server:
            self.assertEqual(server.stop(), 0)
            self.assert_logs(server, STARTED + STOPPED[:2] + [
                "ValueError: stop boom", "Application shutdown failed. Exiting.", STOPPED[3]])
            self.assert_says(server, START_SAYS + STOP_SAYS[:2])


class SecondSignals(Lifecycle):
    def test_a_second_interrupt_cuts_requests_short_and_skips_the_shutdown_handlers(self):
        with lifecycle(SECONDS="60") as server, server.connect() as client:
            client.send(REQUEST % b"/slow")
            server.out.wait_for("slow begins")
            server.send_signal(signal.SIGINT)
            server.err.wait_for(WAITING)
            forced = time.monotonic()
            server.send_signal(signal.SIGINT)
            self.assertEqual(client.read_response().status, 500)
            self.assertEqual(client.read_to_end(), b"")
            self.assertEqual(server.wait(), 0)
            self.assertLess(time.monotonic() - forced, 2)
            self.assert_says(server, START_SAYS + ["slow begins", "slow cancelled"])
            self.assertNotIn("application shutdown", server.err.all())
            self.assertEqual(server.log_lines()[-1], STOPPED[3])

    def test_a_request_that_will_not_be_cancelled_is_left_behind(self):
        with lifecycle(scenario="stubborn", SECONDS="60") as server, server.connect() as client:
            client.send(REQUEST % b"/slow")
            server.out.wait_for("slow begins")
            server.send_signal(signal.SIGINT)
            server.err.wait_for(WAITING)
            server.send_signal(signal.SIGINT)
            self.assertEqual(server.wait(), 0)

    def test_a_second_terminate_is_ignored(self):
        with lifecycle(SECONDS="0.5") as server, server.connect() as client:
            client.send(REQUEST % b"/slow")
            server.out.wait_for("slow begins")
            server.send_signal(signal.SIGTERM)
            server.err.wait_for(WAITING)
            server.send_signal(signal.SIGTERM)
            self.assertEqual(client.read_response().body, b"slow done")
            self.assertEqual(server.wait(), 0)
            self.assert_says(server, START_SAYS + ["slow begins"] + STOP_SAYS)

    def test_a_shutdown_handler_is_never_cut_short(self):
        with lifecycle(scenario="slow_stop", SECONDS="0.4") as server:
            server.send_signal(signal.SIGINT)
            server.out.wait_for("stop one on")
            server.send_signal(signal.SIGINT)
            self.assertEqual(server.wait(), 0)
            self.assert_logs(server, STARTED + STOPPED)
            self.assert_says(server, START_SAYS + STOP_SAYS)


if __name__ == "__main__":
    unittest.main()
