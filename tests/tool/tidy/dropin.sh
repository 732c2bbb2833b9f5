#!/bin/sh
# dropin.sh LOOPLINT RUN_CLANG_TIDY CLANG_TIDY_DIFF CMAKE CXX: looplint in the place of clang-tidy, for those who call it.
set -eu
looplint=$1 run_clang_tidy=$2 clang_tidy_diff=$3 cmake=$4 cxx=$5
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export XDG_CACHE_HOME="$folder/cache"
cat >a.cpp <<'END'
#include "event.h"
loop::Event first;
int tail;
loop::Event second;
END
cat >b.cpp <<'END'
#include "event.h"
loop::Event third;
int main() { return 0; }
END
echo 'namespace loop { class Event { public: Event(); ~Event(); }; }' >event.h
echo 'loop::Event::Event() = default; loop::Event::~Event() = default;' >>event.h
sed -i 's/^loop::Event::/inline loop::Event::/; s/; loop::Event::~/; inline loop::Event::~/' event.h
cat >CMakeLists.txt <<'END'
cmake_minimum_required(VERSION 3.20)
project(dropin CXX)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
add_executable(app a.cpp b.cpp)
END
"$cmake" -S . -B build -DCMAKE_CXX_COMPILER="$cxx" >/dev/null

fail() { echo "dropin: $*" >&2; exit 1; }
# names WHAT FILE NAME...: the warnings in FILE are about these objects, in this order.
names() {
    what=$1 file=$2
    shift 2
    found=$(grep 'warning:' "$file" | sed "s/.*warning: '\([a-z]*\)'.*/\1/" | sort | tr '\n' ' ')
    [ "$found" = "$*${*:+ }" ] || { cat "$file" >&2; fail "$what: found '$found', expected '$*'"; }
}

"$run_clang_tidy" -clang-tidy-binary "$looplint" -p build -quiet >all 2>all.err && fail "run-clang-tidy: findings, but exit 0"
names run-clang-tidy all first second third

"$run_clang_tidy" -clang-tidy-binary "$looplint" -checks='-*,loop-mismatch' -p build -quiet >none 2>none.err || fail "run-clang-tidy: $(cat none.err)"
names 'run-clang-tidy -checks' none

printf -- '--- a/a.cpp\n+++ b/a.cpp\n@@ -3,0 +4 @@\n+loop::Event second;\n' >change.diff
python3 "$clang_tidy_diff" -clang-tidy-binary "$looplint" -p1 -path build -quiet <change.diff >diff 2>diff.err || true
names clang-tidy-diff diff second

"$cmake" -S . -B tidied -DCMAKE_CXX_COMPILER="$cxx" -DCMAKE_CXX_CLANG_TIDY="$looplint;--exit-zero" >/dev/null
"$cmake" --build tidied >built 2>&1 || { cat built; fail "CMAKE_CXX_CLANG_TIDY: the build fails"; }
names CMAKE_CXX_CLANG_TIDY built first second third
test -x tidied/app
"$cmake" -S . -B strict -DCMAKE_CXX_COMPILER="$cxx" -DCMAKE_CXX_CLANG_TIDY="$looplint" >/dev/null
"$cmake" --build strict >/dev/null 2>&1 && fail "CMAKE_CXX_CLANG_TIDY: findings do not fail the build"

cat >>CMakeLists.txt <<END
include($(dirname "$0")/../../../tool/ci/looplint.cmake)
looplint_add_target(lint TARGETS app OPTIONS --exit-zero)
END
"$cmake" -S . -B own -DCMAKE_CXX_COMPILER="$cxx" -DLOOPLINT="$looplint" >/dev/null
"$cmake" --build own --target lint >own.out 2>&1 || { cat own.out; fail "looplint_add_target: failed"; }
names looplint_add_target own.out first second third
touch b.cpp
"$cmake" --build own --target lint >own.out 2>&1
grep -q 'reading .*b.cpp' own.out || fail "looplint_add_target: a changed source is not read"
! grep -q 'reading .*a.cpp' own.out || fail "looplint_add_target: an unchanged source is read"
touch event.h
"$cmake" --build own --target lint >own.out 2>&1
grep -q 'reading .*a.cpp' own.out || fail "looplint_add_target: a changed header is not seen"

sources=$(cd "$(dirname "$0")/../../.." && pwd)
status=0
LOOPLINT="$looplint" LOOPLINT_ARGUMENTS='--checks=loop-* --quiet' "$sources/tool/ci/lint.sh" >annotations || status=$?
[ $status = 1 ] || fail "lint.sh: exit $status"
grep -q '^::warning file=a.cpp,line=2,col=13,title=loop-static-object::' annotations || fail "lint.sh: $(cat annotations)"
test -s looplint.sarif -a -s looplint-quality.json -a -d .looplint-cache || fail "lint.sh: files are missing"
grep -q '/lint.sh"' "$sources/tool/ci/action.yml" || fail "action.yml does not run lint.sh"

entry=$(sed -n 's/^  entry: //p' "$sources/.pre-commit-hooks.yaml")
PATH="$(dirname "$looplint"):$PATH" $entry -p build b.cpp >hook && fail "pre-commit: findings, but exit 0"
names pre-commit hook third
