"""Link and analysis of a generated program, at one job: processor time (the middle of three runs, with
what the clock says) and peak memory, and those of a program twice as large, in turns with the first, so
that a slow minute of the machine is not taken for growth. The units are two of tests/bench/link_units, one with loops, threads and timers, one of
plain code, as looplint extracts them, under new names for each unit of the program: `--units` (2000)
of them, every fourth with loops, 100 functions each.

  link      looplint link, all facts to one program
  analyze   looplint analyze, all checks
  doubled   the same for twice as many units, as ratios
"""

import argparse
import json
import os
import pathlib
import re
import subprocess
import tempfile
import time

SOURCES = pathlib.Path(__file__).parent / "link_units"
INCLUDE = pathlib.Path(__file__).resolve().parents[1] / "corpus/include"
FLAGS = ["--", "-std=c++20", "-isystem", str(INCLUDE)]
RUNS = 3  # of each, of which the middle one counts: the first has to find its memory
FUNCTIONS = 100  # of a unit, lambdas included, beside the shared ones


class Extracted:
    """A unit of link_units. Its names have tokens as long as what they become."""

    def __init__(self, looplint, kind, folder):
        text = (SOURCES / f"{kind}.cpp").read_text()
        before, repeated, after = re.split(r"//--- \w+\n", text)
        for copies in range(1, 30):
            body = "".join(repeated.replace("Copy", f"{copy}_") for copy in range(copies))
            source = folder / f"{kind}OfUnit.cpp"
            source.write_text(before + body + after.replace("Copy", "0_"))
            self.functions = self.count(looplint, source)
            if self.functions >= FUNCTIONS:
                break
        self.facts = extract(looplint, source)

    @staticmethod
    def count(looplint, source):
        facts = json.loads(subprocess.check_output([looplint, "--dump-facts", source, *FLAGS]))
        own = [f for f in facts["functions"] if "OfUnit" in json.dumps(f["entity"])]
        return len(own)

    def unit(self, index, count):
        names = {b"OfUnit": index, b"OfNext": (index * 7 + 1) % count}
        facts = self.facts.replace(b"OfGroup", b"G%06d" % (index // 50))
        for token, number in names.items():
            facts = facts.replace(token, b"U%05d" % number)
        return facts


def extract(looplint, source):
    target = source.with_suffix(".facts")
    subprocess.check_call([looplint, "extract", source, "-o", target, *FLAGS])
    return target.read_bytes()


def main_facts(looplint, folder, count):
    makers = [f"makeU{i:05}" for i in range(0, count, 20)]
    text = (SOURCES / "main.cpp").read_text()
    text = text.replace("// makers", "\n".join(f"std::unique_ptr<Component> {m}(boost::asio::io_context& io);" for m in makers))
    text = text.replace("// components", "\n".join(f"components.push_back(app::{m}(io));" for m in makers))
    source = folder / "main.cpp"
    source.write_text(text)
    return extract(looplint, source)


def measured(*line):
    """Seconds of the processor, of the clock, MiB, and what it said; findings are welcome."""
    start = time.monotonic()
    process = subprocess.Popen(line, stdout=subprocess.PIPE, text=True)
    out = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise SystemExit(f"bench: {line[1]} failed")
    return usage.ru_utime + usage.ru_stime, time.monotonic() - start, usage.ru_maxrss / 1024, out


class Generated:
    def __init__(self, looplint, kinds, folder, count):
        self.looplint, self.folder, self.count, self.runs = looplint, folder / str(count), count, []
        folder = self.folder
        folder.mkdir(exist_ok=True)
        (folder / "common.h").write_text((SOURCES / "common.h").read_text())
        self.list = [str(folder / f"{i}.facts") for i in range(count)] + [str(folder / "main.facts")]
        self.functions = 1
        for index, path in enumerate(self.list[:-1]):
            kind = kinds[0 if index % 4 == 0 else 1]
            self.functions += kind.functions
            pathlib.Path(path).write_bytes(kind.unit(index, count))
        pathlib.Path(self.list[-1]).write_bytes(main_facts(looplint, folder, count))

    def measure(self):
        program = str(self.folder / "all.program")
        link, link_clock, link_memory, _ = measured(self.looplint, "link", *self.list, "-o", program)
        analyze, clock, memory, out = measured(self.looplint, "analyze", "--format=json", "--quiet", program)
        findings = len(json.loads(out)["findings"])
        self.runs.append((link + analyze, link, analyze, link_clock + clock, max(memory, link_memory), findings))

    def report(self):
        runs = sorted(self.runs)
        together, link, analyze, clock, memory, findings = runs[RUNS // 2]
        print(f"link: {self.count} units, {self.functions} functions: link {link:.2f} s, analyze {analyze:.2f} s, "
              f"together {together:.2f} s ({runs[0][0]:.2f} to {runs[-1][0]:.2f} in {RUNS} runs; {clock:.2f} s by the clock); "
              f"peak {memory:.0f} MiB; {findings} findings", flush=True)
        return together, memory


def run(looplint, arguments):
    parser = argparse.ArgumentParser(prog="bench link", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--units", type=int, default=2000)
    parser.add_argument("--once", action="store_true", help="without the program twice as large")
    parser.add_argument("--keep", type=pathlib.Path, help="generate in this folder and keep it")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="looplint-bench-") as scratch:
        root = (options.keep or pathlib.Path(scratch)).resolve()
        root.mkdir(parents=True, exist_ok=True)
        (root / "common.h").write_text((SOURCES / "common.h").read_text())
        kinds = [Extracted(looplint, kind, root) for kind in ("io", "logic")]
        sizes = [options.units] if options.once else [options.units, 2 * options.units]
        programs = [Generated(looplint, kinds, root, units) for units in sizes]
        for _ in range(RUNS):
            for program in programs:
                program.measure()
        once, *larger = [program.report() for program in programs]
        for twice in larger:
            print(f"link: twice the units: {twice[0] / once[0]:.2f} x the time, {twice[1] / once[1]:.2f} x the memory", flush=True)
