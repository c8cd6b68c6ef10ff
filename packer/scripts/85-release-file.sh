#!/usr/bin/env bash
# Writes what this image is where a maintainer on a node finds it. The image's tags say the same, but for the release of
# Amazon Linux: they are fixed before a build begins and hold what it asked for, here is what it got.
set -euo pipefail
: "${RELEASE_FILE:?is the path of the file to write}"
readonly file="${ROOT:-}$RELEASE_FILE"
amazon_linux_release="$(rpm --query --queryformat '%{VERSION}' system-release)"

install -d -m 0755 "$(dirname "$file")"
cat >"$file" <<END
NODE_IMAGE_VERSION=${IMAGE_VERSION:?}
NODE_IMAGE_COMMIT=${IMAGE_COMMIT:?}
NODE_IMAGE_BUILT_AT=${IMAGE_BUILT_AT:?}
BASE_IMAGE_ID=${BASE_IMAGE_ID:?}
BASE_IMAGE_NAME=${BASE_IMAGE_NAME:?}
AMAZON_LINUX_RELEASE=$amazon_linux_release
ECS_AGENT_VERSION=$(rpm --query --queryformat '%{VERSION}' ecs-init)
DOCKER_VERSION=$(rpm --query --queryformat '%{VERSION}' docker)
SSM_AGENT_VERSION=$(rpm --query --queryformat '%{VERSION}' amazon-ssm-agent)
END
chmod 0644 "$file"
