#!/usr/bin/env bash
# lint.sh: lints as the environment says, for a CI job. Annotations go to stdout, looplint.sarif and
# looplint-quality.json (GitLab's) to the current folder. Exit code: looplint's.
#   LOOPLINT            the command (looplint)
#   LOOPLINT_BUILD      folder of compile_commands.json (build)
#   LOOPLINT_BASELINE   file of known findings
#   LOOPLINT_DIFF       report on lines changed since that commit
#   LOOPLINT_ARGUMENTS  further arguments, split at spaces
set -euo pipefail
arguments=(-p "${LOOPLINT_BUILD:-build}" --format=github --output=sarif:looplint.sarif --output=gitlab:looplint-quality.json)
[ -z "${LOOPLINT_BASELINE:-}" ] || arguments+=("--baseline=$LOOPLINT_BASELINE")
[ -z "${LOOPLINT_DIFF:-}" ] || arguments+=("--diff=$LOOPLINT_DIFF")
read -ra further <<<"${LOOPLINT_ARGUMENTS:-}"
mkdir -p .looplint-cache
exec "${LOOPLINT:-looplint}" "${arguments[@]}" "${further[@]}"
