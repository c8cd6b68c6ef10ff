#!/usr/bin/env bash
# Closes the instance metadata address to containers, so that none can take the node's permissions for its own.
set -euo pipefail
: "${UPLOADS:?is the folder that Packer uploaded files/ to}"
: "${METADATA_GUARD_UNIT:?is the name of the systemd unit}"

install -D -m 0755 "$UPLOADS/files/metadata-guard" "${ROOT:-}/usr/local/libexec/metadata-guard"
install -D -m 0644 "$UPLOADS/files/metadata-guard.service" "${ROOT:-}/etc/systemd/system/$METADATA_GUARD_UNIT"
systemctl daemon-reload
systemctl enable "$METADATA_GUARD_UNIT"
systemctl restart "$METADATA_GUARD_UNIT"
