#!/bin/sh
# vsix_test.sh EXTENSION: `npm run package` makes a .vsix that holds the bundled extension and its
# manifest. Made from a copy, so that nothing is written into the sources. 77: no packages.
set -eu
extension=$1
if ! command -v npm >/dev/null || [ ! -x "$extension/node_modules/.bin/vsce" ]; then
    echo "skipped: npm ci was not run in tool/editors/vscode"
    exit 77
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cp -R "$extension/." "$scratch"
rm -rf "$scratch/dist"
cd "$scratch"
npm run package --silent
python3 - dist/looplint.vsix <<'PY'
import json, sys, zipfile
package = zipfile.ZipFile(sys.argv[1])
manifest = json.loads(package.read("extension/package.json"))
main = package.read("extension/" + manifest["main"].removeprefix("./")).decode()
assert "textDocument/diagnostic" in main, "the protocol library is not in the bundle"
assert not any("node_modules" in name for name in package.namelist()), package.namelist()
print(f"looplint.vsix: {len(package.namelist())} files, bundle of {len(main)} bytes")
PY
