# Sourced by the editors' tests, which set `build`: a copy of samples/event_global in $scratch that
# is compiled as the sample is; must_be_fixed says whether an editor has mended it.
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cp "$root/samples/event_global/main.cpp" "$scratch/main.cpp"
cp "$root/.clang-format" "$scratch/"
python3 - "$build/compile_commands.json" "$root/samples/event_global/main.cpp" "$scratch" <<'PY'
import json, sys
database, source, scratch = sys.argv[1:]
entry = next(e for e in json.load(open(database)) if e["file"] == source)
entry["command"] = entry["command"].replace(source, scratch + "/main.cpp")
entry["file"] = scratch + "/main.cpp"
json.dump([entry], open(scratch + "/compile_commands.json", "w"))
open(scratch + "/compile.sh", "w").write(f"cd {entry['directory']} && {entry['command'].rsplit(' -o ', 1)[0]} -fsyntax-only {scratch}/main.cpp")
PY

must_be_fixed() {
    if cmp -s "$root/samples/event_global/main.cpp" "$scratch/main.cpp"; then
        echo "the fix changed nothing" >&2
        exit 1
    fi
    sh "$scratch/compile.sh"
    echo "the fixed file compiles"
}
