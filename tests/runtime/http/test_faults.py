"""What goes wrong on a network: resets at each byte, idle and slow crowds, a stop under load."""

import os
import re
import resource
import shutil
import signal
import socket
import struct
import subprocess
import threading
import time
import unittest

from harness import Server, quickest

REQUEST = (b"POST /echo HTTP/1.1\r\nhost: test\r\ntransfer-encoding: chunked\r\n\r\n"
           b"3\r\nabc\r\n0\r\n\r\n")
GET = b"GET / HTTP/1.1\r\nhost: test\r\n\r\n"


def descriptors(server):
    return len(os.listdir(f"/proc/{server.pid}/fd"))


def descriptors_at_rest(server):
    """The least number within a moment: a sanitizer's pipe to look at memory may be among them."""
    seen = []
    while len(seen) < 20:
        seen.append(descriptors(server))
        time.sleep(0.01)
    return min(seen)


def threads(server):
    return len(os.listdir(f"/proc/{server.pid}/task"))


def reset(client):
    """Ends the connection by RST, as a client that has crashed."""
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    client.close()


def settles(probe, wanted, seconds=10):
    end = time.monotonic() + seconds
    while probe() != wanted and time.monotonic() < end:
        time.sleep(0.02)
    return probe() == wanted


class Resets(unittest.TestCase):
    def test_at_each_byte_of_a_request_leave_nothing_behind(self):
        with Server("http_forms_app", "--no-access-log") as server:
            before = descriptors_at_rest(server), threads(server)
            for size in range(len(REQUEST) + 1):
                client = socket.create_connection(("127.0.0.1", server.port))
                client.sendall(REQUEST[:size])
                reset(client)
            self.assertTrue(settles(lambda: (descriptors(server), threads(server)), before))
            self.assertEqual(server.get("/").status, 200)
            self.assertEqual(server.stop(), 0)
            log = server.err.all().replace("Failed to process", "")
            for line in log.splitlines():
                if "ERROR" in line:  # the client left while its body was read
                    self.assertIn("Exception in ASGI application", line)

    def test_in_the_middle_of_a_large_response_leave_nothing_behind(self):
        with Server("http_forms_app", "--no-access-log") as server:
            before = descriptors_at_rest(server)
            for size in (1, 1000, 100_000):
                for _ in range(10):
                    client = socket.create_connection(("127.0.0.1", server.port))
                    client.sendall(b"GET /large HTTP/1.1\r\nhost: test\r\n\r\n")
                    client.recv(size)
                    reset(client)
            self.assertTrue(settles(lambda: descriptors(server), before))
            self.assertEqual(server.get("/").status, 200)


class Crowds(unittest.TestCase):
    def test_ten_thousand_idle_connections(self):
        count = 10_000
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        if hard != resource.RLIM_INFINITY and hard < count + 200:
            self.skipTest(f"a process may have {hard} descriptors only")
        resource.setrlimit(resource.RLIMIT_NOFILE, (count + 200, hard))
        self.addCleanup(resource.setrlimit, resource.RLIMIT_NOFILE, (soft, hard))
        with Server("http_forms_app", "--no-access-log", "--timeout-keep-alive", "60",
                    "--limit-header-time", "60") as server:
            before = descriptors_at_rest(server)
            alone = quickest(lambda: server.get("/"))
            idle = [self.enterContext(socket.create_connection(("127.0.0.1", server.port)))
                    for _ in range(count)]
            self.assertTrue(settles(lambda: descriptors(server) >= before + count, True, 30))
            self.assertEqual(server.get("/").status, 200)
            self.assertLess(quickest(lambda: server.get("/")), 10 * alone)
            for client in idle[::100]:
                client.sendall(GET)
                self.assertTrue(client.recv(4096).startswith(b"HTTP/1.1 200 OK"))
            for client in idle:
                client.close()
            self.assertTrue(settles(lambda: descriptors(server), before, 30))
            self.assertEqual(server.stop(), 0)

    @unittest.skipIf("undefined" in os.environ.get("LOOP_TEST_SANITIZERS", ""),
                     "the sanitizer opens a pipe to look at memory: it needs descriptors itself")
    def test_out_of_descriptors_it_says_so_and_goes_on(self):
        with Server("http_forms_app", "--no-access-log") as server:
            limit = descriptors_at_rest(server) + 5
            resource.prlimit(server.pid, resource.RLIMIT_NOFILE, (limit, limit))
            crowd = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(20)]
            server.err.wait_for("Cannot accept a connection: [Errno 24]")
            for client in crowd:
                client.close()
            self.assertEqual(server.get("/").status, 200)

    @unittest.skipUnless(shutil.which("slowhttptest"), "slowhttptest is not installed")
    def test_slow_crowds_are_sent_away_while_others_are_served(self):
        for kind in ("-H", "-B"):  # slow heads, slow bodies
            with self.subTest(kind), Server(
                    "http_forms_app", "--no-access-log", "--limit-header-time", "2",
                    "--limit-body-time", "2") as server:
                attack = subprocess.Popen(
                    ["slowhttptest", kind, "-c", "300", "-r", "300", "-i", "1", "-l", "6", "-u",
                     f"http://127.0.0.1:{server.port}/echo", "-p", "3"],
                    stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
                while attack.poll() is None:
                    self.assertEqual(server.get("/").status, 200)
                    time.sleep(0.1)
                report = attack.communicate()[0]
                self.assertNotIn("service available:   NO", re.sub(r"\x1b\[[\d;]*m", "", report))
                self.assertTrue(settles(lambda: descriptors(server) < 100, True))


class StoppedUnderLoad(unittest.TestCase):
    """Clients ask again and again until the server refuses them; the server is stopped meanwhile.

    A request counts as accepted if it was sent before the server may give up on its connection: that
    is a tenth of a second after the signal on a new connection, and at the signal on one that has
    been answered before. One that came later sees the end of the stream, but never a reset, so that
    its client knows that it may ask elsewhere."""

    GRACE = 0.1

    def ask(self, client):
        """When the request was out, and what came back."""
        try:
            client.sendall(GET)
            sent = time.monotonic()
            return sent, client.recv(4096)
        except ConnectionError as error:
            return time.monotonic(), repr(error).encode()

    def ask_on_new_connections(self, port, outcomes):
        while True:
            try:
                client = socket.create_connection(("127.0.0.1", port), 10)
            except ConnectionRefusedError:
                return
            with client:
                outcomes.append(self.ask(client))

    def ask_on_one_connection(self, port, outcomes):
        with socket.create_connection(("127.0.0.1", port), 10) as client:
            while not outcomes or outcomes[-1][1].endswith(b"hello text"):
                outcomes.append(self.ask(client))

    def stop_under(self, ask, grace):
        with Server("http_forms_app", "--no-access-log") as server:
            outcomes, clients = [[] for _ in range(8)], []
            for mine in outcomes:
                clients.append(threading.Thread(target=ask, args=(server.port, mine)))
                clients[-1].start()
            time.sleep(0.5)
            signalled = time.monotonic()
            self.assertEqual(server.stop(signal.SIGTERM), 0)
            for client in clients:
                client.join()
        outcomes = sum(outcomes, [])
        self.assertGreater(sum(sent < signalled for sent, _ in outcomes), 50)
        missed = [(sent - signalled, answer) for sent, answer in outcomes
                  if not answer.endswith(b"hello text")]
        self.assertEqual([one for one in missed if one[0] < grace], [])
        self.assertEqual([one for one in missed if b"ConnectionResetError" in one[1]], [])

    def test_no_accepted_request_is_lost(self):
        self.stop_under(self.ask_on_new_connections, self.GRACE)

    def test_no_accepted_request_is_lost_on_a_connection_that_is_kept(self):
        self.stop_under(self.ask_on_one_connection, 0)

    def test_those_who_wait_to_be_accepted_are_answered(self):
        with Server("http_forms_app", "--no-access-log") as server:
            server.send_signal(signal.SIGSTOP)
            clients = [server.connect() for _ in range(50)]
            for client in clients:
                client.send(GET)
            server.send_signal(signal.SIGTERM)
            server.send_signal(signal.SIGCONT)
            for client in clients:
                self.assertEqual(client.read_response().body, b"hello text")
                client.close()
            self.assertEqual(server.wait(), 0)


if __name__ == "__main__":
    unittest.main()
