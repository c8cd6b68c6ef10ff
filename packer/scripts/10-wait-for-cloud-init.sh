#!/usr/bin/env bash
# Waits until cloud-init has ended: it installs and starts things too, and holds the package manager's lock.
set -euo pipefail

if ! timeout 600 cloud-init status --wait; then
  echo "cloud-init did not end well within ten minutes on the temporary instance:" >&2
  cloud-init status --long >&2 || true
  exit 1
fi
