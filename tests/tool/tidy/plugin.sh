#!/bin/sh
# plugin.sh CLANG_TIDY PLUGIN LOOPLINT SOURCES: clang-tidy with the plugin says what looplint says, takes options
# from .clang-tidy, and its fixes leave a unit in which neither finds anything.
set -eu
tidy=$1 plugin=$2 looplint=$3 sources=$4
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
fail() { echo "plugin: $*" >&2; exit 1; }
cat >"$folder/a.cpp" <<'END'
namespace loop { class Event { public: Event(); ~Event(); }; }
loop::Event first;
loop::Event second; // NOLINT(loop-static-object)
struct Service { loop::Event stopped; } service;
END
cd "$folder"
"$tidy" --load="$plugin" --checks='-*,loop-*' a.cpp -- 2>/dev/null | grep warning: | sed "s|$folder/||" >tidy
"$looplint" --no-cache a.cpp -- | grep warning: >looplint || true
test -s looplint
diff looplint tidy

cat >.clang-tidy <<'END'
Checks: '-*,loop-*'
CheckOptions:
  loop-static-object.allowed-types: 'loop::Event'
END
"$tidy" --load="$plugin" a.cpp -- 2>/dev/null | grep warning: && fail "options of .clang-tidy are not heeded"
rm .clang-tidy

flags="-std=c++20 -I$sources/runtime/include"
cp "$sources/samples/event_global/main.cpp" main.cpp
"$tidy" --load="$plugin" --checks='-*,loop-*' --fix main.cpp -- $flags >fixed 2>&1
grep -q 'applied [1-9]' fixed || fail "no fix: $(cat fixed)"
cmp -s main.cpp "$sources/samples/event_global/main.cpp" && fail "the file is as it was"
"$tidy" --load="$plugin" --checks='-*,loop-*' main.cpp -- $flags 2>/dev/null | grep warning: && fail "still found: $(cat main.cpp)"
"$looplint" --no-cache main.cpp -- $flags || fail "looplint finds something in the fixed unit"
