#!/usr/bin/env python3
"""Makes a folder of example programs that looplint can be run on.

    prepare.py FROM TO CLANG HEADERS -- FLAGS...

Copies the sources below FROM to TO (packages of documentation ship some of them gzipped), gives
each `#include "x.moc"` an empty file and each form its ui_x.h, and writes TO/compile_commands.json.
What uses coroutines is compiled as C++20. HEADERS, separated by commas, are precompiled by CLANG once
per standard: a unit then costs a third. FROM is left as it is.
"""

import gzip
import json
import pathlib
import re
import shutil
import subprocess
import sys

SOURCES = {".cpp", ".cc"}
COPIED = SOURCES | {".h", ".hpp", ".ipp", ".ui"}


def copy_sources(source: pathlib.Path, target: pathlib.Path) -> list[pathlib.Path]:
    copied = []
    for path in sorted(source.rglob("*")):
        zipped = path.suffix == ".gz"
        name = path.with_suffix("") if zipped else path
        if not path.is_file() or name.suffix not in COPIED:
            continue
        to = target / name.relative_to(source)
        to.parent.mkdir(parents=True, exist_ok=True)
        if zipped:
            to.write_bytes(gzip.decompress(path.read_bytes()))
        else:
            shutil.copyfile(path, to)
        copied.append(to)
    return copied


def make_generated(copied: list[pathlib.Path], uic: str | None) -> None:
    for path in copied:
        if path.suffix == ".ui" and uic:
            subprocess.run([uic, path, "-o", path.with_name(f"ui_{path.stem}.h")], check=True)
        if path.suffix in SOURCES:
            for name in re.findall(r'#include "([\w.]+\.moc)"', path.read_text(errors="replace")):
                (path.parent / name).touch()


def precompile(target: pathlib.Path, clang: str, headers: str, standard: str, flags: list[str]) -> pathlib.Path:
    source = target / f"all-{standard}.h"
    source.write_text("".join(f"#include <{header}>\n" for header in headers.split(",")))
    pch = source.with_suffix(".pch")
    line = [clang, f"-std={standard}", *flags, "-x", "c++-header", "-Xclang", "-fpch-instantiate-templates", source, "-o", pch]
    subprocess.run(line, check=True)
    return pch


def standard_of(path: pathlib.Path) -> str:
    return "c++20" if {"cpp20", "coroutines_ts"} & set(path.parts) else "c++17"


def command(path: pathlib.Path, target: pathlib.Path, pchs: dict, flags: list[str]) -> dict:
    standard = standard_of(path)
    shared = [f"-I{folder / 'shared'}" for folder in path.parents if (folder / "shared").is_dir()]
    line = ["clang++", f"-std={standard}", *flags, "-include-pch", str(pchs[standard]),
            f"-I{path.parent}", f"-I{target}", *shared, "-c", str(path)]
    return {"directory": str(target), "file": str(path), "arguments": line}


def main() -> int:
    if "--" not in sys.argv or sys.argv.index("--") != 5:
        print(__doc__, file=sys.stderr)
        return 2
    source, target = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    clang, headers, flags = sys.argv[3], sys.argv[4], sys.argv[6:]
    if not source.is_dir():
        print(f"prepare.py: {source}: no such folder; install the package that has it", file=sys.stderr)
        return 2
    shutil.rmtree(target, ignore_errors=True)
    copied = copy_sources(source, target)
    make_generated(copied, shutil.which("uic", path="/usr/lib/qt5/bin:/usr/bin"))
    units = [path for path in copied if path.suffix in SOURCES]
    pchs = {standard: precompile(target, clang, headers, standard, flags) for standard in {standard_of(path) for path in units}}
    commands = [command(path, target, pchs, flags) for path in units]
    (target / "compile_commands.json").write_text(json.dumps(commands, indent=1))
    print(f"{target}: {len(commands)} units")
    return 0


sys.exit(main())
