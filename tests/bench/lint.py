"""Whole programs: looplint against `clang++ -fsyntax-only` over the same units, at the same number of
jobs, in one run. Ratios are medians of `--rounds` (3) rounds:

  cold        an empty cache
  unchanged   again, nothing changed
  touched     again, one source changed
  memory      of the largest worker, against the largest clang

Each is a ratio of wall time; `cpu` is the cold run's processor time against clang's, which other work on the machine
blurs less.

Findings must be the same bytes in each round, without preambles, without the cache and at one job.
The Boost.Asio examples come from Debian's libboost1.81-doc; `--i2pd DIR` adds a checkout of i2pd,
`--every N` takes each Nth unit.
"""

import argparse
import concurrent.futures
import gzip
import json
import os
import pathlib
import re
import resource
import shutil
import statistics
import subprocess
import tempfile
import time

EXAMPLES = pathlib.Path("/usr/share/doc/libboost1.81-doc/examples/libs/asio/example")
STANDARD = {"cpp03": "c++11", "cpp11": "c++11", "cpp14": "c++14", "cpp17": "c++20", "cpp20": "c++20"}


def processor_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def asio_units(target):
    for path in sorted(EXAMPLES.rglob("*")):
        name = path.with_suffix("") if path.suffix == ".gz" else path
        if not path.is_file() or name.suffix not in {".cpp", ".hpp", ".h", ".ipp"}:
            continue
        to = target / name.relative_to(EXAMPLES)
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_bytes(gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes())
        if to.suffix == ".cpp":
            yield to, [f"-std={STANDARD[to.relative_to(target).parts[0]]}", f"-I{target}"]


def i2pd_units(source, target):
    shutil.copytree(source, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".git"))
    folders = ["libi2pd", "libi2pd_client", "daemon", "i18n", "i18n/langs"]
    flags = ["-std=c++17", "-O2", "-DOPENSSL_SUPPRESS_DEPRECATED", "-maes", "-pthread", *(f"-I{target / f}" for f in folders)]
    for folder in folders:
        for unit in sorted((target / folder).glob("*.cpp")):
            if unit.name != "UPnP.cpp":  # needs miniupnpc
                yield unit, flags


class Project:
    def __init__(self, name, units, folder, looplint, jobs):
        self.name, self.units, self.folder, self.looplint, self.jobs = name, units, folder, looplint, jobs
        commands = [{"directory": str(folder), "file": str(unit), "arguments": ["clang++", *flags, "-c", str(unit)]} for unit, flags in units]
        (folder / "compile_commands.json").write_text(json.dumps(commands))

    def peer(self):
        def compile(entry):
            unit, flags = entry
            subprocess.run(["clang++-19", "-w", "-fsyntax-only", *flags, str(unit)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

        start = time.monotonic()
        with concurrent.futures.ThreadPoolExecutor(self.jobs) as pool:
            list(pool.map(compile, self.units))
        return time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024

    def lint(self, *options, jobs=None):
        line = [self.looplint, "-p", self.folder, "--format=json", "--quiet", "--stats", f"-j{jobs or self.jobs}",
                f"--cache-dir={self.folder / 'cache'}", *options]
        start = time.monotonic()
        done = subprocess.run(line, capture_output=True, text=True)
        seconds = time.monotonic() - start
        if done.returncode not in (0, 1):
            raise SystemExit(f"bench: {self.name}: looplint failed: {done.stderr}")
        return seconds, done.stdout, done.stderr

    def touch(self, round):
        unit = self.units[len(self.units) // 2][0]
        with unit.open("a") as file:
            file.write(f"\nstatic int looplint_bench_{round}() {{ return {round}; }}\n")

    def measure(self, rounds):
        ratios, share, memory = {"cold": [], "cpu": [], "unchanged": [], "touched": []}, "", 0
        for round in range(rounds):
            start = processor_seconds()
            peer, largest = self.peer()
            shutil.rmtree(self.folder / "cache", ignore_errors=True)
            between = processor_seconds()
            cold, findings, stats = self.lint()
            cpu = (processor_seconds() - between) / (between - start)
            unchanged, again, _ = self.lint()
            assert again == findings, f"{self.name}: the cache changes findings"
            self.touch(round)
            touched, _, _ = self.lint()
            ratios["cpu"].append(cpu)
            for name, seconds in (("cold", cold), ("unchanged", unchanged), ("touched", touched)):
                ratios[name].append(seconds / peer)
            counts = [int(number) for number in re.findall(r"\d+", stats.splitlines()[0])]
            share, memory = re.search(r"fell back \(([\d.]+ %)\)", stats)[1], counts[-1] / largest
            print(f"lint: {self.name}: {len(self.units)} units: clang++ {peer:.1f} s, cold {cold:.1f} s, "
                  f"unchanged {unchanged:.2f} s, touched {touched:.2f} s", flush=True)
        line = ", ".join(f"{name} {statistics.median(values):.3f} x" for name, values in ratios.items())
        print(f"lint: {self.name}: {line}; memory {memory:.2f} x; fell back: {share}", flush=True)

    def compare(self):
        _, findings, _ = self.lint()
        for name, options, jobs in (("without preambles and cache", ["--no-preamble", "--no-cache"], 4),
                                    ("without cache, one job", ["--no-cache"], 1)):
            _, other, _ = self.lint(*options, jobs=jobs)
            assert other == findings, f"{self.name}: other findings {name}"
        print(f"lint: {self.name}: findings are the same with and without preambles and cache, at 1, {self.jobs} and 4 jobs", flush=True)


def run(looplint, arguments):
    parser = argparse.ArgumentParser(prog="bench lint", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--i2pd", type=pathlib.Path)
    parser.add_argument("--compare", action="store_true", help="compare findings only")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="looplint-bench-") as scratch:
        root = pathlib.Path(scratch).resolve()
        (root / "asio").mkdir()
        projects = [("asio examples", list(asio_units(root / "asio"))[:: options.every], root / "asio")]
        if options.i2pd:
            projects.append(("i2pd", list(i2pd_units(options.i2pd, root / "i2pd"))[:: options.every], root / "i2pd"))
        for name, units, folder in projects:
            project = Project(name, units, folder, looplint, os.cpu_count())
            if not options.compare:
                project.measure(options.rounds)
            project.compare()
