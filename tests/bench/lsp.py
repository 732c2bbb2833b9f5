"""The language server against clangd-19 with clang-tidy's bugprone-*: the same edits of the same
Boost.Asio unit, in one run, one server at a time.

  first       from the start of the server to the diagnostics of the first file
  keystroke   median from a didChange to its diagnostics, `--edits` (30) times
  memory      of the server and its children, ten files open (the sum of their proportional sizes)

The units are examples of Debian's libboost1.81-doc.
"""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import lint as programs

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lsp"))
from client import Client, edit

CAPABILITIES = {"general": {"positionEncodings": ["utf-8"]},
                "textDocument": {"publishDiagnostics": {"versionSupport": True, "relatedInformation": True}}}


def processes(root):
    """A process and all below it."""
    found = [root]
    for pid in found:
        children = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True).stdout.split()
        found += [int(child) for child in children]
    return found


def memory(client):
    total = 0
    for pid in processes(client.process.pid):
        try:
            for line in open(f"/proc/{pid}/smaps_rollup"):
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
        except OSError:
            pass
    return total / 1024


class Server:
    def __init__(self, name, command, folder, units):
        self.name, self.command, self.folder, self.units = name, command, folder, units

    def measure(self, edits):
        start = time.monotonic()
        with Client(self.command, CAPABILITIES, self.folder) as client:
            unit = self.units[0]
            client.open(unit)
            client.diagnostics(unit, 600)
            self.first = time.monotonic() - start
            line = next(i for i, l in enumerate(unit.read_text().split("\n")) if "main(" in l and "{" not in l) + 1
            times = []
            for n in range(edits):
                time.sleep(0.2)  # between keystrokes
                text = f" // {n}" if n % 2 == 0 else f" int looplint_{n} = {n};"
                begin = time.monotonic()
                client.change(unit, edit(line, 1, line, 1, text))
                client.diagnostics(unit, 600)
                times.append(time.monotonic() - begin)
            self.keystroke = statistics.median(times)
            for other in self.units[1:]:
                client.open(other)
                client.diagnostics(other, 600)
            self.memory = max(memory(client) for _ in range(5))
        print(f"lsp: {self.name}: first {self.first:.2f} s, keystroke {self.keystroke * 1000:.0f} ms "
              f"(from {min(times) * 1000:.0f} to {max(times) * 1000:.0f}), memory {self.memory:.0f} MB for {len(self.units)} files", flush=True)


def run(looplint, arguments):
    parser = argparse.ArgumentParser(prog="bench lsp", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edits", type=int, default=30)
    parser.add_argument("--clangd", default="clangd-19")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="looplint-bench-") as scratch:
        folder = pathlib.Path(scratch).resolve() / "asio"
        folder.mkdir()
        units = [(path, flags) for path, flags in programs.asio_units(folder) if "cpp11" in path.parts and "main(" in path.read_text()
                 and any("main(" in l and "{" not in l for l in path.read_text().split("\n"))]
        chosen = [unit for unit in units if unit[0].name.endswith("server.cpp")][:10]
        chosen += [unit for unit in units if unit not in chosen][: 10 - len(chosen)]
        (folder / "compile_commands.json").write_text(json.dumps(
            [{"directory": str(folder), "file": str(path), "arguments": ["clang++", *flags, "-c", str(path)]} for path, flags in chosen]))
        (folder / ".clang-tidy").write_text("Checks: '-*,bugprone-*'\n")
        paths = [path for path, _ in chosen]
        clangd = Server("clangd", [options.clangd, "--clang-tidy", "--log=error"], folder, paths)
        ours = Server("looplint", [str(looplint), "lsp", f"--cache-dir={folder}/cache"], folder, paths)
        for server in (clangd, ours):
            server.measure(options.edits)
        print(f"lsp: first {ours.first / clangd.first:.2f} x, keystroke {ours.keystroke / clangd.keystroke:.2f} x, "
              f"memory {ours.memory / clangd.memory:.2f} x", flush=True)
