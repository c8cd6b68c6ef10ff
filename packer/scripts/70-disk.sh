#!/usr/bin/env bash
# Keeps the disk for images: a limit for the journal, no package caches. Images that no task uses any more are removed
# on the node by the ECS agent, whose settings for that are in 40-ecs-agent.sh's environment.
set -euo pipefail
: "${UPLOADS:?is the folder that Packer uploaded files/ to}"

install -D -m 0644 "$UPLOADS/files/journald.conf" "${ROOT:-}/etc/systemd/journald.conf.d/50-node-image.conf"
systemctl restart systemd-journald.service
dnf clean all
rm -rf "${ROOT:-}/var/cache/dnf"
