import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { joinClusterLines, nodeImage, nodeImageName } from './node-image';

const settings = { ECS_CLUSTER: 'platform-prod', ECS_RESERVED_MEMORY: '200' };

describe('nodeImageName', () => {
  it('puts the version into the pattern of the architecture', () => {
    expect(nodeImageName('arm64', '20260101-120000')).toBe('dotkom-node-arm64-20260101-120000');
    expect(nodeImageName('amd64', '20260101-120000')).toBe('dotkom-node-amd64-20260101-120000');
  });
});

describe('joinClusterLines', () => {
  it('appends to the configuration of the agent', () => {
    expect(joinClusterLines(settings)).toEqual([
      "cat >> /etc/ecs/ecs.config <<'END_OF_CONFIG'",
      'ECS_CLUSTER=platform-prod',
      'ECS_RESERVED_MEMORY=200',
      'END_OF_CONFIG',
    ]);
  });

  it.each([
    ['no cluster', { ECS_RESERVED_MEMORY: '200' }, 'User data must set ECS_CLUSTER'],
    ["a setting of the image's", { ...settings, ECS_DISABLE_PRIVILEGED: 'false' }, 'ECS_DISABLE_PRIVILEGED'],
    ['a line break', { ...settings, ECS_CLUSTER: 'a\nECS_DISABLE_PRIVILEGED=false' }, 'line break'],
  ])('refuses %s', (_, wrong, message) => {
    expect(() => joinClusterLines(wrong)).toThrow(message);
  });

  it("makes, on what the image's own script wrote, one configuration with every setting of both once", () => {
    const root = mkdtempSync(join(tmpdir(), 'join-cluster-'));
    try {
      const ports = `${nodeImage.dynamicHostPorts.first}-${nodeImage.dynamicHostPorts.last}`;
      const ofImage = { ...nodeImage.ecsAgent.setByImage, ECS_DYNAMIC_HOST_PORT_RANGE: ports };
      const file = join(root, nodeImage.ecsAgent.configFile);
      writeFileSync(join(root, 'systemctl'), '#!/bin/sh\n', { mode: 0o755 });

      bash([join(__dirname, '../../../../packer/scripts/40-ecs-agent.sh')], {
        PATH: `${root}:/usr/bin:/bin`,
        ROOT: root,
        ECS_AGENT_CONFIG_FILE: nodeImage.ecsAgent.configFile,
        ECS_AGENT_SETTINGS: Object.entries(ofImage)
          .map(([key, value]) => `${key}=${value}`)
          .join(' '),
      });
      const userData = joinClusterLines(settings).join('\n').replace(nodeImage.ecsAgent.configFile, file);
      bash(['-c', userData], { PATH: '/usr/bin:/bin' });

      const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
      const keys = lines.map((line) => line.split('=')[0]);
      expect(new Set(keys).size).toBe(keys.length);
      expect(Object.fromEntries(lines.map((line) => line.split('=')))).toEqual({ ...ofImage, ...settings });
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });
});

function bash(words: readonly string[], env: NodeJS.ProcessEnv): void {
  const { status, stderr } = spawnSync('bash', words, { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}
