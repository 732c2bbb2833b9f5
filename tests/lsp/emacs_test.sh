#!/bin/sh
# emacs_test.sh EMACS LOOPLINT BUILD CLIENT: a batch Emacs, set up for eglot or lsp-mode as the page
# says, opens a copy of samples/event_global, shows the finding and the hover, and applies the fix;
# the file then compiles. Exits 77 where there is no such client.
set -eu
emacs=$1 looplint=$2 build=$3 LOOPLINT_CLIENT=$4
"$emacs" --batch -q --eval "(progn (require 'package) (package-initialize) (require '$4))" >/dev/null 2>&1 || exit 77
. "$(dirname "$0")/sample_copy.sh"
PATH=$(dirname "$looplint"):$PATH
export PATH LOOPLINT_CLIENT LOOPLINT_PAGE="$root/tool/editors/README.md" LOOPLINT_FILE="$scratch/main.cpp" \
    HOME="$scratch" XDG_CACHE_HOME="$scratch/xdg"
"$emacs" --batch -q -l "$here/emacs_test.el"
must_be_fixed
