#!/bin/sh
# plugin.sh CLANG_TIDY PLUGIN LOOPLINT: clang-tidy with the plugin says what looplint says.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat >"$folder/a.cpp" <<'END'
namespace loop { class Event { public: Event(); ~Event(); }; }
loop::Event first;
loop::Event second; // NOLINT(loop-static-object)
struct Service { loop::Event stopped; } service;
END
cd "$folder"
"$1" --load="$2" --checks='-*,loop-*' a.cpp -- 2>/dev/null | grep warning: | sed "s|$folder/||" >tidy
"$3" --no-cache a.cpp -- | grep warning: >looplint || true
test -s looplint
diff looplint tidy
