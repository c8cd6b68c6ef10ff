#!/usr/bin/env bash
# Runs what packer/hooks/ adds to the image, in the order of the names: each folder's install.
set -euo pipefail
: "${UPLOADS:?is the folder that Packer uploaded hooks/ to}"

shopt -s nullglob
for hook in "$UPLOADS"/hooks/*/; do
  name="$(basename "$hook")"
  for part in install check; do
    if [[ ! -f $hook$part ]]; then
      echo "The hook $name has no file named $part. packer/hooks/README.md says what a hook is." >&2
      exit 1
    fi
  done
  echo "hook $name"
  (cd "$hook" && bash ./install)
done
