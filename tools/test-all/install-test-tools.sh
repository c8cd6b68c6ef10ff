#!/usr/bin/env bash
# Installs what tests use besides Node.js, Terraform and Python, where this is root on Debian or Ubuntu; elsewhere it says
# what it would have installed. Tests for which something is missing are skipped, and fail where CI is set.
set -euo pipefail

packages=(
  podman runc netavark aardvark-dns iptables catatonit # containers: the engine, and networks with names
  busybox-static                                       # what test images are made of: no registry is asked
  shellcheck packer                                    # the scripts of nodes and of the NAT, the node image's template
  chromium fonts-dejavu-core                           # the page of the map
)

if [[ $(id -u) != 0 ]] || ! command -v apt-get >/dev/null; then
  echo "Not root on Debian: install what is missing of ${packages[*]} postgresql yourself."
  exit 0
fi

# A package of another name or release of Debian is left out, and its tests say that they are skipped.
available=()
for package in "${packages[@]}"; do
  dpkg -s "$package" >/dev/null 2>&1 && continue
  available+=("$package")
done
# Also where PostgreSQL is there already, from wherever.
command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || available+=(postgresql)
[[ ${#available[@]} == 0 ]] && exit 0

export DEBIAN_FRONTEND=noninteractive
apt-get update --quiet=2
for package in "${available[@]}"; do
  apt-get install --quiet=2 --yes --no-install-recommends "$package" >/dev/null || echo "$package cannot be installed."
done
