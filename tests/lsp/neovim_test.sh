#!/bin/sh
# neovim_test.sh NVIM LOOPLINT BUILD: a headless Neovim opens a copy of samples/event_global, shows
# the finding, hover and hints, applies the fix; the file then compiles with the sample's flags.
set -eu
nvim=$1 LOOPLINT=$2 build=$3
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
export LOOPLINT LOOPLINT_PLUGIN="$root/tool/editors/neovim/looplint.lua" LOOPLINT_BUILD="$scratch" \
    LOOPLINT_CACHE="$scratch/cache" LOOPLINT_FILE="$scratch/main.cpp" \
    XDG_CONFIG_HOME="$scratch/xdg" XDG_DATA_HOME="$scratch/xdg" XDG_STATE_HOME="$scratch/xdg" XDG_CACHE_HOME="$scratch/xdg"
"$nvim" --headless -u NONE -n -c "luafile $here/neovim_test.lua"
if cmp -s "$root/samples/event_global/main.cpp" "$scratch/main.cpp"; then echo "the fix changed nothing" >&2; exit 1; fi
sh "$scratch/compile.sh"
echo "the fixed file compiles"
