import { organisation } from '@dotkom/stack';
import { reservedMebibytes } from '../contract';
import { joinClusterLines, nodeImage } from './node-image';

/**
 * What a node does on its first boot: joins its cluster, with an agent set up for 2 GiB of memory. On an image that is
 * not ours, which it sees by the file that ours leaves, it also makes the settings of ours and closes the metadata
 * address to containers, so that none can borrow the node's permissions. The node looks, because which image it is of
 * may be known only to the plan. On every image it sees to it that neither agent gives up for good.
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
    ...agentsThatComeBack(),
    '',
    `if [ ! -e ${nodeImage.image.releaseFile} ]; then`,
    ...imageSettings(),
    '',
    ...metadataGuard(),
    'fi',
    '',
    'systemctl daemon-reload',
    `systemctl enable --now --no-block ${reconnectUnit}`,
  ];
  return `${lines.join('\n')}\n`;
}

const reconnectUnit = 'ssm-agent-reconnect.service';

/**
 * An ECS agent that ends without an error is started by nobody (`Restart=on-failure` in AWS's unit), and the node stays
 * without tasks (aws/amazon-ecs-agent#4270). An SSM agent that finds no way out when it starts sleeps for up to an hour
 * at a time (aws/amazon-ssm-agent#202), and nobody can look at the node: it is started anew once AWS answers.
 */
function agentsThatComeBack(): string[] {
  const endpoint = `https://ssm.${organisation.region}.amazonaws.com/`;
  return [
    'mkdir -p /etc/systemd/system/ecs.service.d',
    ...file('/etc/systemd/system/ecs.service.d/restart.conf', ['[Service]', 'Restart=always']),
    '',
    ...file(`/etc/systemd/system/${reconnectUnit}`, [
      '[Unit]',
      'Description=Start the SSM agent anew once there is a way out',
      'Wants=network-online.target',
      'After=network-online.target amazon-ssm-agent.service',
      '',
      '[Service]',
      `ExecStart=/bin/sh -c 'until curl -q -s -o /dev/null -m 5 ${endpoint}; do sleep 5; done; systemctl restart amazon-ssm-agent'`,
      '',
      '[Install]',
      'WantedBy=multi-user.target',
    ]),
  ];
}

function file(path: string, lines: readonly string[]): string[] {
  return [`cat > ${path} <<'END_OF_FILE'`, ...lines, 'END_OF_FILE'];
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
    ...file(`/etc/systemd/system/${guardUnit}`, [
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
    ]),
    '',
    'systemctl daemon-reload',
    `systemctl enable --now --no-block ${guardUnit}`,
  ];
}
