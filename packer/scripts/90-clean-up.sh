#!/usr/bin/env bash
# Removes what belongs to the temporary instance alone. What stays here, every node made from the image has.
set -euo pipefail
: "${UPLOADS:?is the folder that Packer uploaded to}"
readonly root="${ROOT:-}"

shopt -s nullglob dotglob

# The agent's database makes every node claim to be the container instance it was made on (aws/amazon-ecs-agent#2738).
# /var/lib/ecs/deps stays: it is what ECS Exec runs.
systemctl stop ecs.service
mapfile -t containers < <(docker ps --all --quiet)
if ((${#containers[@]} > 0)); then
  docker rm --force "${containers[@]}"
fi
systemctl stop docker.socket docker.service
rm -rf "$root"/var/lib/ecs/data/* "$root"/var/lib/docker/containers/*

# The registration of the SSM agent. Its folder for this instance's id stays, because the session that runs this script
# lives in it; an agent on another instance does not read it.
rm -rf "$root"/var/lib/amazon/ssm/Vault/Store/*

# What makes a machine this one. The empty machine id is filled on first boot; a missing file would mean a first boot
# to systemd in more ways than that.
cloud-init clean --logs
rm -rf "$root"/var/lib/cloud/*
rm -f "$root"/etc/ssh/ssh_host_* "$root"/etc/hostname "$root"/var/lib/systemd/random-seed
: >"$root/etc/machine-id"

# Emptied, not removed: Packer takes its own key out of the file at the very end, and complains where there is none.
for keys in "$root"/root/.ssh/authorized_keys "$root"/home/*/.ssh/authorized_keys; do
  : >"$keys"
done
rm -f "$root"/root/.*_history "$root"/home/*/.*_history

# From here on the journal is kept in memory, so that nothing is written after its files are gone.
journalctl --relinquish-var
rm -rf "$root"/var/log/journal/*
find "$root/var/log" -type f -delete

rm -rf "$UPLOADS" "$root"/var/tmp/*
sync
