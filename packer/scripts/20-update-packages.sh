#!/usr/bin/env bash
# Installs updates. Amazon Linux 2023 stays on the package versions of its release until another one is named:
# https://docs.aws.amazon.com/linux/al2023/ug/deterministic-upgrades.html
#
# The ECS agent, Docker and what it runs on are left as the base image has them: AWS tested these together, the image's
# tags name their versions, and the base image brings new ones about every week.
set -euo pipefail
: "${AMAZON_LINUX_RELEASE:?names the release whose packages are installed, such as latest}"

dnf --assumeyes --releasever="$AMAZON_LINUX_RELEASE" \
  --exclude='ecs-init*,docker*,containerd*,runc*' \
  upgrade

# What `latest` was is known only now; 85-release-file.sh writes it down.
release="$(rpm --query --queryformat '%{VERSION}' system-release)"
echo "The packages are those of Amazon Linux $release; the build asked for $AMAZON_LINUX_RELEASE."
