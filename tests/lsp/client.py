"""A language client for tests and benchmarks: starts a server, speaks JSON-RPC with it, and waits
with a limit for what it says."""
import json
import os
import pathlib
import queue
import subprocess
import threading
import time


def uri(path):
    return pathlib.Path(path).absolute().as_uri()


class Gone(Exception):
    """The server has ended."""


class Client:
    def __init__(self, command, capabilities=None, root=None, options=None, folders=None, env=None):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                        env={**os.environ, **(env or {})})
        self.inbox, self.seen, self.last_id, self.versions = queue.Queue(), [], 0, {}
        threading.Thread(target=self._read, daemon=True).start()
        if root:
            self.initialize(root, capabilities or {}, options, folders)

    def initialize(self, root, capabilities, options=None, folders=None):
        params = {"processId": os.getpid(), "rootUri": uri(root), "capabilities": capabilities,
                  "initializationOptions": options}
        if folders:
            params["workspaceFolders"] = [{"uri": uri(f), "name": pathlib.Path(f).name} for f in folders]
        self.capabilities = self.ask("initialize", params)["capabilities"]
        self.notify("initialized", {})

    # What is sent
    def raw(self, data):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.raw(b"Content-Length: %d\r\n\r\n" % len(body) + body)

    def notify(self, method, params):
        self.send({"method": method, "params": params})

    def request(self, method, params):
        self.last_id += 1
        self.send({"id": self.last_id, "method": method, "params": params})
        return self.last_id

    # What comes
    def _read(self):
        stream = self.process.stdout
        while True:
            length = None
            while line := stream.readline().strip():
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
            if length is None:
                self.inbox.put(None)
                return
            self.inbox.put(json.loads(stream.read(length)))

    def wait(self, is_it, seconds=300):
        """The first message that came, or comes, for which is_it holds."""
        end = time.monotonic() + seconds
        at = 0
        while True:
            for at in range(at, len(self.seen)):
                if is_it(self.seen[at]):
                    return self.seen.pop(at)
            at = len(self.seen)
            try:
                message = self.inbox.get(timeout=max(0.001, end - time.monotonic()))
            except queue.Empty:
                raise TimeoutError(f"nothing in {seconds} s; seen: {json.dumps(self.seen)[-2000:]}") from None
            if message is None:
                raise Gone(f"the server ended with {self.process.wait()}; seen: {json.dumps(self.seen)[-2000:]}")
            if "method" in message and "id" in message:  # the server asks: agree
                self.send({"id": message["id"], "result": None})
            self.seen.append(message)

    def answer(self, id, seconds=300):
        return self.wait(lambda m: m.get("id") == id and "method" not in m, seconds)

    def ask(self, method, params, seconds=300):
        message = self.answer(self.request(method, params), seconds)
        if "error" in message:
            raise RuntimeError(f"{method}: {message['error']}")
        return message["result"]

    # Files
    def open(self, path, text=None, language="cpp"):
        self.versions[str(path)] = 1
        text = pathlib.Path(path).read_text() if text is None else text
        self.notify("textDocument/didOpen", {"textDocument": {"uri": uri(path), "languageId": language, "version": 1, "text": text}})

    def change(self, path, *changes):
        self.versions[str(path)] += 1
        self.notify("textDocument/didChange", {"textDocument": {"uri": uri(path), "version": self.versions[str(path)]},
                                               "contentChanges": list(changes)})

    def close(self, path):
        self.notify("textDocument/didClose", {"textDocument": {"uri": uri(path)}})

    def diagnostics(self, path, seconds=300):
        """What is pushed about the text as it is now."""
        version = self.versions[str(path)]
        message = self.wait(lambda m: m.get("method") == "textDocument/publishDiagnostics"
                            and m["params"]["uri"] == uri(path) and m["params"].get("version") == version, seconds)
        return message["params"]["diagnostics"]

    def at(self, path, line, character):
        return {"textDocument": {"uri": uri(path)}, "position": {"line": line, "character": character}}

    def end(self):
        """A good end; the exit code."""
        self.ask("shutdown", None)
        self.notify("exit", None)
        return self.process.wait(60)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            try:
                stream.close()
            except OSError:
                pass


def edit(line, character, end_line, end_character, text):
    return {"range": {"start": {"line": line, "character": character}, "end": {"line": end_line, "character": end_character}}, "text": text}


def apply(text, edits):
    """Text edits, in UTF-8 positions, applied to `text`."""
    lines = text.encode().split(b"\n")

    def offset(position):
        return sum(len(l) + 1 for l in lines[: position["line"]]) + position["character"]

    data = text.encode()
    for one in sorted(edits, key=lambda e: offset(e["range"]["start"]), reverse=True):
        data = data[: offset(one["range"]["start"])] + one["newText"].encode() + data[offset(one["range"]["end"]) :]
    return data.decode()
