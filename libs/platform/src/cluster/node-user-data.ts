import { reservedMebibytes } from '../contract';
import { joinClusterLines, nodeImage } from './node-image';

/**
 * What a node does on its first boot: joins its cluster, with an agent set up for 2 GiB of memory. On an image that is
 * not ours, which it sees by the file that ours leaves, it also makes the settings of ours and closes the metadata
 * address to containers, so that none can borrow the node's permissions. The node looks, because which image it is of
 * may be known only to the plan.
 *
 * The agent is not started here: `ecs.service` waits for cloud-init, so starting it from cloud-init never ends
 * (aws/amazon-ecs-agent#4792).
 */
export function nodeUserData(clusterName: string): string {
  const join = joinClusterLines({
    ECS_CLUSTER: clusterName,
    ECS_RESERVED_MEMORY: String(reservedMebibytes),
  });
  const lines = [
    '#!/bin/bash',
    'set -euo pipefail',
    '',
    ...join,
    '',
    `if [ ! -e ${nodeImage.image.releaseFile} ]; then`,
    ...imageSettings(),
    '',
    ...metadataGuard(),
    'fi',
  ];
  return `${lines.join('\n')}\n`;
}

function imageSettings(): string[] {
  const { ecsAgent, dynamicHostPorts } = nodeImage;
  const settings = {
    ...ecsAgent.setByImage,
    ECS_DYNAMIC_HOST_PORT_RANGE: `${dynamicHostPorts.first}-${dynamicHostPorts.last}`,
  };
  return [
    `cat >> ${ecsAgent.configFile} <<'END_OF_SETTINGS'`,
    ...Object.entries(settings).map(([name, value]) => `${name}=${value}`),
    'END_OF_SETTINGS',
  ];
}

/** Everything that is forwarded on a node comes from a container, so the rule names no bridge and holds for all. */
function iptables(command: string, chain: string): string {
  return `/usr/sbin/iptables --wait 10 ${command} ${chain} --destination 169.254.169.254/32 --jump DROP`;
}

/** Follows Docker, which makes its rules anew at each start, and comes before the agent, which would start tasks. */
function metadataGuard(): string[] {
  const { guardUnit } = nodeImage.metadata;
  return [
    `cat > /etc/systemd/system/${guardUnit} <<'END_OF_UNIT'`,
    '[Unit]',
    'Description=Close the instance metadata address to containers',
    'After=docker.service',
    'PartOf=docker.service',
    'Before=ecs.service',
    '',
    '[Service]',
    'Type=oneshot',
    'RemainAfterExit=yes',
    `ExecStart=/bin/sh -c '${iptables('--check', 'DOCKER-USER')} || ${iptables('--insert', 'DOCKER-USER 1')}'`,
    '',
    '[Install]',
    'WantedBy=docker.service',
    'RequiredBy=ecs.service',
    'END_OF_UNIT',
    '',
    'systemctl daemon-reload',
    `systemctl enable --now --no-block ${guardUnit}`,
  ];
}
