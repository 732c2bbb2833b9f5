"""What can go wrong does: a unit that crashes, hangs or eats memory; a driver killed at random moments;
a damaged cache; a full disk. After each, all other findings are there and the next run is right.
"""

import pathlib
import random
import shutil
import signal
import subprocess
import tempfile
import time

UNIT = """#include <string>
#include <vector>
namespace loop {{ class Event {{ public: Event(); ~Event(); }}; }}
loop::Event event_{0};
std::string name_{0}() {{ return std::vector<std::string>(3, "{0}").front(); }}
"""


class Faults:
    def __init__(self, looplint, folder):
        self.looplint, self.folder, self.cache = looplint, folder, folder / "cache"
        self.units = [folder / f"unit{i}.cpp" for i in range(6)]
        for i, unit in enumerate(self.units):
            unit.write_text(UNIT.format(i))
        commands = ",".join(f'{{"directory":"{folder}","file":"{unit}","command":"clang++ -std=c++20 -c {unit}"}}' for unit in self.units)
        (folder / "compile_commands.json").write_text(f"[{commands}]")
        start = time.monotonic()
        self.right = self.run("--no-cache")
        # No unit takes as long as that but one that hangs, however busy the machine is.
        self.patience = 10 + round(3 * (time.monotonic() - start))

    def line(self, *options):
        return [self.looplint, "-p", self.folder, "--quiet", f"--cache-dir={self.cache}", *options]

    def run(self, *options):
        done = subprocess.run(self.line(*options), capture_output=True, text=True)
        return done.returncode, done.stdout, done.stderr

    def expect_right(self, what):
        found = self.run()
        assert found == self.right, f"after {what}: {found} instead of {self.right}"

    def worker(self):
        for kind in ("crash", "spin", "allocate"):
            status, out, errors = self.run("--no-cache", f"--unit-fault={kind}:unit3", f"--unit-timeout={self.patience}", "--unit-memory=1000")
            assert status == 2 and "unit3.cpp: not analyzed" in errors, (kind, status, errors)
            assert all((f"'event_{i}'" in out) == (i != 3) for i in range(6)), (kind, out)
            print(f"faults: {kind}: exit 2, {errors.strip().splitlines()[-1].split(': ', 2)[2]}; the other units reported", flush=True)

    def killed(self, times=20):
        start = time.monotonic()
        shutil.rmtree(self.cache, ignore_errors=True)
        self.run()
        whole = time.monotonic() - start
        for i in range(times):
            shutil.rmtree(self.cache, ignore_errors=True)
            driver = subprocess.Popen(self.line(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(random.uniform(0, whole))
            driver.send_signal(signal.SIGKILL)
            driver.wait()
            self.expect_right(f"kill {i}")
        print(f"faults: driver killed at {times} moments: the next run was right each time", flush=True)

    def damaged(self, times=200):
        self.run()
        kept = self.folder / "kept"
        shutil.copytree(self.cache, kept)
        for i in range(times):
            shutil.rmtree(self.cache)
            shutil.copytree(kept, self.cache)
            files = [path for path in sorted(self.cache.rglob("*")) if path.is_file() and path.stat().st_size]
            path = random.choice(files)
            data = bytearray(path.read_bytes())
            if i % 2:
                data[random.randrange(len(data))] ^= 1 << random.randrange(8)
            else:
                data = data[: random.randrange(len(data))]
            path.write_bytes(data)
            if i % 3 == 0:  # so that other entries than the run's are used
                shutil.rmtree(self.cache / "runs", ignore_errors=True)
            self.expect_right(f"damage {i} of {path.relative_to(self.cache)}")
        print(f"faults: {times} flipped bits and truncations of cache files: always right", flush=True)

    def full_disk(self):
        shutil.rmtree(self.cache)
        script = f"ulimit -f 64; trap '' XFSZ; {' '.join(map(str, self.line()))}"
        done = subprocess.run(["bash", "-c", script], capture_output=True, text=True)
        assert (done.returncode, done.stdout) == self.right[:2], done
        self.expect_right("a full disk")
        print("faults: files that cannot grow beyond 64 KB: right, and right after", flush=True)

    def mounted(self, options, what):
        """The cache on a file system of its own, in a mount namespace of its own."""
        shutil.rmtree(self.cache, ignore_errors=True)
        self.cache.mkdir()
        script = f"mount -t tmpfs -o {options} none {self.cache} && exec {' '.join(map(str, self.line()))}"
        done = subprocess.run(["unshare", "-m", "sh", "-c", script], capture_output=True, text=True)
        if "mount:" in done.stderr or "unshare:" in done.stderr:
            print(f"faults: {what}: not tried, mounting takes root", flush=True)
            return
        assert (done.returncode, done.stdout) == self.right[:2], (what, done)
        self.expect_right(what)
        print(f"faults: {what}: right, and right after", flush=True)

    def vanished(self):
        """A source that is gone between two runs, and comes back."""
        self.expect_right("a warm cache")
        text = self.units[2].read_text()
        self.units[2].unlink()
        status, out, errors = self.run()
        assert status == 2 and "unit2.cpp" in errors, (status, errors)
        assert all((f"'event_{i}'" in out) == (i != 2) for i in range(6)), out
        self.units[2].write_text(text)
        self.expect_right("a source that vanished")
        print("faults: a vanished source: named, exit 2, the other units reported; right after", flush=True)


def run(looplint, arguments):
    random.seed(int(arguments[0]) if arguments else 4)
    with tempfile.TemporaryDirectory(prefix="looplint-faults-") as scratch:
        faults = Faults(looplint, pathlib.Path(scratch).resolve())
        faults.worker()
        faults.killed()
        faults.damaged()
        faults.full_disk()
        for size in ("16k", "300k", "8m"):
            faults.mounted(f"size={size}", f"a disk of {size}")
        faults.mounted("ro", "a read-only cache")
        faults.vanished()
