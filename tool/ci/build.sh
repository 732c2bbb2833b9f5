#!/usr/bin/env bash
# build.sh LLVM FOLDER: builds the checker alone, on Debian 12, and installs it below FOLDER.
set -euo pipefail
version=$1 folder=$2
sources=$(cd "$(dirname "$0")/../.." && pwd)
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    "clang-$version" "llvm-$version-dev" "libclang-$version-dev" "libclang-cpp$version-dev" \
    nlohmann-json3-dev cmake ninja-build git >/dev/null
cmake -S "$sources" -B "$folder/build" -G Ninja -DCMAKE_BUILD_TYPE=Release "-DCMAKE_CXX_COMPILER=clang++-$version" \
    "-DCMAKE_C_COMPILER=clang-$version" "-DLOOPLINT_LLVM=$version" -DLOOPLINT_RUNTIME=OFF -DLOOPLINT_TESTS=OFF \
    "-DCMAKE_INSTALL_PREFIX=$folder" >/dev/null
cmake --build "$folder/build" --target install
