import { dynamicHostPorts } from '../contract';

/**
 * What a node does on its first boot: joins its cluster, with an agent set up for 2 GiB of memory, and closes the
 * metadata address to containers, so that none can borrow the node's permissions. The agent is not started here:
 * `ecs.service` waits for cloud-init, so starting it from cloud-init never ends (aws/amazon-ecs-agent#4792).
 *
 * Agent settings: https://github.com/aws/amazon-ecs-agent/blob/master/README.md
 */
export function nodeUserData(clusterName: string): string {
  return `#!/bin/bash
set -euo pipefail

cat >> /etc/ecs/ecs.config <<'END_OF_CONFIG'
ECS_CLUSTER=${clusterName}
ECS_RESERVED_MEMORY=200
ECS_DYNAMIC_HOST_PORT_RANGE=${dynamicHostPorts.first}-${dynamicHostPorts.last}
ECS_AWSVPC_BLOCK_IMDS=true
ECS_DISABLE_PRIVILEGED=true
ECS_IMAGE_PULL_BEHAVIOR=once
ECS_IMAGE_CLEANUP_INTERVAL=30m
ECS_IMAGE_MINIMUM_CLEANUP_AGE=1h
ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION=1h
END_OF_CONFIG

cat > /etc/systemd/system/block-container-metadata.service <<'END_OF_UNIT'
[Unit]
Description=Close the instance metadata address to containers
After=docker.service
PartOf=docker.service

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/usr/sbin/iptables --wait --insert DOCKER-USER 1 --in-interface docker+ --destination 169.254.169.254/32 --jump DROP

[Install]
WantedBy=docker.service
END_OF_UNIT

systemctl daemon-reload
systemctl enable --now --no-block block-container-metadata.service
`;
}
