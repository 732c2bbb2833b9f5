"""A project in a folder of its own, for tests of the server."""
import json
import pathlib
import tempfile

# A library's look-alike, as in the corpus: an installed header, so that its bodies are not read.
LOOP = """#pragma once
namespace loop {
class Event { public: Event(); ~Event(); void set(); };
}
"""
STATIC = """#include "loop.h"
loop::Event event;
int main() { event.set(); }
"""
SILENT = """#include "loop.h"
int main() { return 0; }
"""


class Project:
    def __init__(self, **files):
        self.folder = tempfile.TemporaryDirectory(prefix="looplint-lsp-")
        self.root = pathlib.Path(self.folder.name).resolve()
        self.write("include/loop.h", LOOP)
        for name, text in files.items():
            self.write(name + ".cpp", text)
        self.database([name + ".cpp" for name in files])

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def path(self, name):
        return self.root / name

    def database(self, names, *flags):
        commands = [{"directory": str(self.root), "file": str(self.root / n),
                     "arguments": ["clang++", "-std=c++20", "-isystem", str(self.root / "include"), *flags, "-c", str(self.root / n)]} for n in names]
        self.write("compile_commands.json", json.dumps(commands))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.folder.cleanup()
