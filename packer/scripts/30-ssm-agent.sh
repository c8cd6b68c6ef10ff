#!/usr/bin/env bash
# The SSM agent is the only way onto a node: there is no SSH.
set -euo pipefail
: "${AMAZON_LINUX_RELEASE:?names the release whose packages are installed, such as latest}"

if ! rpm --quiet --query amazon-ssm-agent; then
  dnf --assumeyes --releasever="$AMAZON_LINUX_RELEASE" install amazon-ssm-agent
fi
# Started as well as enabled, without a restart: the connection that runs this script goes through it.
systemctl enable --now amazon-ssm-agent.service
