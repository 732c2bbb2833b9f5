"""Starts served programs and speaks raw HTTP to them, so that tests see the bytes on the wire.

ctest sets LOOP_TEST_BIN (where the programs are), LOOP_TEST_KIND (asio, uv or io_uring) and
LOOP_TEST_WORKERS.
"""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time

BIN = os.environ["LOOP_TEST_BIN"]
KIND = os.environ["LOOP_TEST_KIND"]
WORKERS = int(os.environ.get("LOOP_TEST_WORKERS", "1"))
LOOP = rf"{KIND}-\d" if WORKERS == 1 else rf"worker \d \({KIND}-\d\)"  # of a worker, as a pattern
PATIENCE = 30  # seconds: how long anything may take on a busy machine before a test gives up


def kind_error(kind):
    """Why a server on that loop cannot be tested here, or nothing."""
    if kind == "io_uring" and "thread" in os.environ.get("LOOP_TEST_SANITIZERS", ""):
        return "ThreadSanitizer does not know io_uring_enter(), and holds signals back in it"
    probe = subprocess.Popen([os.path.join(BIN, "http_forms_app"), "--loop", kind, "--port", "0"],
                             stderr=subprocess.PIPE, text=True)
    first = probe.stderr.readline()
    probe.kill()
    probe.wait()
    probe.stderr.close()
    return "" if "Started server process" in first else first.strip()


if KIND == "io_uring" and (reason := kind_error(KIND)):
    print(f"skipped: {reason}")
    sys.exit(77)


class Text:
    """What a process has written to one of its streams, as it grows."""

    def __init__(self, stream):
        self._stream, self._text, self._ended = stream, "", False
        self._grown = threading.Condition()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self):
        for line in self._stream:
            with self._grown:
                self._text += line
                self._grown.notify_all()
        with self._grown:
            self._ended = True
            self._grown.notify_all()

    def wait_for(self, part, count=1):
        with self._grown:
            found = self._grown.wait_for(
                lambda: self._text.count(part) >= count or self._ended, PATIENCE)
            if not found or self._text.count(part) < count:
                raise AssertionError(f"no {part!r} in:\n{self._text}")

    def all(self):
        """The whole text, once the process has ended."""
        self._reader.join(PATIENCE)
        self._stream.close()
        return self._text

    def __str__(self):
        with self._grown:
            return self._text


class Server:
    """A served program; use it as a context manager. Waits until it listens, unless told not to.

    `merged`: both streams are one, so that the order of their lines is known."""

    def __init__(self, program, *options, loop=KIND, port=0, listens=True, merged=False,
                 **environment):
        command = [os.path.join(BIN, program), "--port", str(port), "--loop", loop,
                   "--workers", str(WORKERS), *options]
        self._process = subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, env={**os.environ, **environment},
            stderr=subprocess.STDOUT if merged else subprocess.PIPE)
        self.out = Text(self._process.stdout)
        self.err = self.out if merged else Text(self._process.stderr)
        self.pid, self.port = self._process.pid, port
        if listens:
            self.wait_until_it_listens()

    def wait_until_it_listens(self):
        self.err.wait_for("Uvicorn running on")
        running = re.search(r"Uvicorn running on http://127\.0\.0\.1:(\d+) ", str(self.err))
        self.port = int(running[1])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        text = self.err.all() + self.out.all()
        if "Sanitizer" in text or "runtime error:" in text:
            raise AssertionError(text)

    def send_signal(self, number):
        self._process.send_signal(number)

    def wait(self):
        return self._process.wait(PATIENCE)

    def stop(self, number=signal.SIGTERM):
        self.send_signal(number)
        return self.wait()

    def is_running(self):
        return self._process.poll() is None

    def connect(self):
        return Client(self.port)

    def request(self, method, path, body=b"", headers=""):
        """One request on a connection of its own, which stays open as long as the response says."""
        with self.connect() as client:
            return client.request(method, path, body, headers)

    def get(self, path, headers=""):
        return self.request("GET", path, headers=headers)

    def refuses(self):
        try:
            self.connect().close()
            return False
        except ConnectionRefusedError:
            return True

    def log_lines(self):
        """The texts of the log on stderr, in order, without levels and process ids."""
        lines = re.sub(r"(?m)^[A-Z]+: +", "", str(self.err))
        return without_repetition(re.sub(r" \[\d+\]", "", lines).splitlines())


class Response:
    def __init__(self, raw, status_line, headers, body, chunks):
        self.raw, self.status_line, self.headers = raw, status_line, headers
        self.body, self.chunks = body, chunks
        self.status = int(status_line.split()[1])
        self.seconds = None

    def header(self, name):
        return next((value for key, value in self.headers if key == name), None)

    def names(self):
        return [key for key, _ in self.headers]


class Client:
    """One connection. Reading consumes; what was received beyond a response waits for the next."""

    def __init__(self, port):
        self._socket = socket.create_connection(("127.0.0.1", port), PATIENCE)
        self._buffer = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self._socket.close()

    def end_sending(self):
        self._socket.shutdown(socket.SHUT_WR)

    def send(self, data):
        self._socket.sendall(data)

    def request(self, method, path, body=b"", headers=""):
        length = f"content-length: {len(body)}\r\n" if body or method == "POST" else ""
        started = time.monotonic()
        head = f"{method} {path} HTTP/1.1\r\nhost: test\r\n{length}{headers}\r\n"
        self.send(head.encode() + body)
        response = self.read_response(method)
        response.seconds = time.monotonic() - started
        return response

    def read_response(self, method="GET"):
        head = self._until(b"\r\n\r\n")
        status_line, *lines = head.decode().removesuffix("\r\n\r\n").split("\r\n")
        headers = [tuple(line.split(": ", 1)) if ": " in line else (line.rstrip(":"), "")
                   for line in lines]
        framing = {name.lower(): value for name, value in headers}
        status, raw, body, chunks = int(status_line.split()[1]), head, b"", []
        if method == "HEAD" or status in (100, 101, 204, 304):
            pass
        elif framing.get("transfer-encoding") == "chunked":
            while not chunks or chunks[-1]:
                line = self._until(b"\r\n")
                data = self._exactly(int(line, 16) + 2)
                raw += line + data
                chunks.append(data[:-2])
            body = b"".join(chunks)
            chunks.pop()
        elif "content-length" in framing:
            body = self._exactly(int(framing["content-length"]))
            raw += body
        else:
            body = self.read_to_end()
            raw += body
        return Response(raw, status_line, headers, body, chunks)

    def read_to_end(self):
        """All bytes up to the end of the stream; a reset counts as its end."""
        while self._receive():
            pass
        data, self._buffer = self._buffer, b""
        return data

    def is_silent(self, seconds):
        """Whether nothing, not even the end, comes for that long."""
        self._socket.settimeout(seconds)
        try:
            self._socket.recv(1, socket.MSG_PEEK)
            return False
        except TimeoutError:
            return True
        finally:
            self._socket.settimeout(PATIENCE)

    def take(self, count):
        """Exactly so many bytes."""
        return self._exactly(count)

    def _receive(self):
        try:
            data = self._socket.recv(65536)
        except ConnectionResetError:
            data = b""
        self._buffer += data
        return bool(data)

    def _until(self, mark):
        while mark not in self._buffer:
            if not self._receive():
                raise EOFError(f"the connection ended after {self._buffer!r}")
        head, _, self._buffer = self._buffer.partition(mark)
        return head + mark

    def _exactly(self, count):
        while len(self._buffer) < count:
            if not self._receive():
                raise EOFError(f"the connection ended after {self._buffer!r}")
        data, self._buffer = self._buffer[:count], self._buffer[count:]
        return data


def quickest(make_response, tries=5):
    """The best of several times, which a busy machine does not spoil."""
    return min(make_response().seconds for _ in range(tries))


def without_repetition(lines):
    """What several workers say, each for itself, is said once."""
    return list(dict.fromkeys(lines)) if WORKERS > 1 else lines


def same_worker(server, first):
    """A second connection to the worker of the first, on the application of the article."""
    for _ in range(200):
        first.request("POST", "/change_event", b"True")
        second = server.connect()
        answer = second.request("GET", "/")
        first.request("POST", "/change_event", b"False")
        if b">Clear<" in answer.body:
            return second
        second.close()
    raise AssertionError("no connection reached the same worker")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
