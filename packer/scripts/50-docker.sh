#!/usr/bin/env bash
# Docker's settings: logs that cannot fill the disk, and containers that outlive a restart of Docker (live-restore; the
# ECS agent finds Docker again since it opens the folder of the socket: aws/amazon-ecs-agent#591).
set -euo pipefail
: "${UPLOADS:?is the folder that Packer uploaded files/ to}"
readonly settings="${ROOT:-}/etc/docker/daemon.json"
readonly wanted="$UPLOADS/files/docker-daemon.json"

if [[ -e $settings ]] && ! cmp --silent "$settings" "$wanted"; then
  found="$(tr -d '[:space:]' <"$settings")"
  if [[ -n $found && $found != '{}' ]]; then
    echo "The base image's /etc/docker/daemon.json holds settings that this image would lose: $found" >&2
    echo "It had none. Put what is new into packer/files/docker-daemon.json, and remove this file first." >&2
    exit 1
  fi
fi

install -D -m 0644 "$wanted" "$settings"
systemctl enable docker.service
systemctl restart docker.service
