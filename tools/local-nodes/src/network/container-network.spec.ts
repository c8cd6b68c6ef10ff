import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@dotkom/processes/testing';
import { Engine } from '../engine/engine';
import { ContainerNetwork } from './container-network';

const folder = temporaryFolder();

/** An engine that has its networks elsewhere, as Docker Desktop in a virtual machine: 192.0.2.1 is nobody's here. */
function engineElsewhere(): Engine {
  const program = join(folder, 'docker');
  const network = '[{"IPAM":{"Config":[{"Gateway":"192.0.2.1","Subnet":"192.0.2.0/24"}]}}]';
  writeFileSync(program, `#!/bin/sh\n[ "$2" = inspect ] && echo '${network}'\nexit 0\n`);
  chmodSync(program, 0o755);
  return new Engine(program, 'docker');
}

it('says where images run, when containers cannot reach this machine', async () => {
  const network = await ContainerNetwork.create(
    engineElsewhere(),
    { name: 'net', label: 'no.dotkom.local-aws=1' },
    {
      gateway: { attachTo: <Server>(server: Server) => server } as never,
      authority: {} as never,
      awsPort: 4566,
      postgresPort: () => undefined,
    },
  );
  try {
    await expect(network.open('any')).rejects.toThrow(
      /does not have the address 192\.0\.2\.1 .* Linux with Docker Engine, or with Podman .* CONTAINER_ENGINE=none/,
    );
  } finally {
    network.close();
  }
});
