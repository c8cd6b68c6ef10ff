#!/usr/bin/env bash
# Writes the agent settings that hold for every node; user data appends the rest, first of all the cluster's name.
# The file holds settings alone: ecs-init takes any line with a = in it for one, also a comment.
set -euo pipefail
: "${ECS_AGENT_CONFIG_FILE:?is the path of the configuration file of the ECS agent}"
: "${ECS_AGENT_SETTINGS:?is a list of KEY=VALUE, separated by spaces}"
readonly config="${ROOT:-}$ECS_AGENT_CONFIG_FILE"

systemctl stop ecs.service
systemctl enable ecs.service

install -d -m 0755 "$(dirname "$config")"
rm -f "$config".*
read -ra settings <<<"$ECS_AGENT_SETTINGS"
printf '%s\n' "${settings[@]}" >"$config"
chmod 0644 "$config"
