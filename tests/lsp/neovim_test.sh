#!/bin/sh
# neovim_test.sh NVIM LOOPLINT BUILD: a headless Neovim opens a copy of samples/event_global, shows
# the finding, hover and hints, applies the fix; the file then compiles with the sample's flags.
set -eu
nvim=$1 LOOPLINT=$2 build=$3
. "$(dirname "$0")/sample_copy.sh"
export LOOPLINT LOOPLINT_PLUGIN="$root/tool/editors/neovim/looplint.lua" LOOPLINT_BUILD="$scratch" \
    LOOPLINT_CACHE="$scratch/cache" LOOPLINT_FILE="$scratch/main.cpp" \
    XDG_CONFIG_HOME="$scratch/xdg" XDG_DATA_HOME="$scratch/xdg" XDG_STATE_HOME="$scratch/xdg" XDG_CACHE_HOME="$scratch/xdg"
"$nvim" --headless -u NONE -n -c "luafile $here/neovim_test.lua"
must_be_fixed
