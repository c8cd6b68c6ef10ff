import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** A machine image that real AWS has, and that stacks look up. */
export interface SeededImage {
  reason: string;
  name: string;
  owner: string;
  architecture: 'x86_64' | 'arm64';
  /** Its id; or the public SSM parameter that names it, so that parameter and image agree. */
  id: string | { parameter: string };
}

const ecsParameter = '/aws/service/ecs/optimized-ami/amazon-linux-2023';

/** Everything that the local AWS holds before the first deploy, beyond what moto itself gives every account. */
export const seededImages: readonly SeededImage[] = [
  {
    reason:
      'The ECS-optimised Amazon Linux 2023 that the nodes (and their Packer image) start from, Intel and AMD',
    name: 'al2023-ami-ecs-hvm-2023.0.20260226-kernel-6.1-x86_64',
    owner: '591542846629',
    architecture: 'x86_64',
    id: { parameter: `${ecsParameter}/recommended/image_id` },
  },
  {
    reason: 'The same for Graviton nodes',
    name: 'al2023-ami-ecs-hvm-2023.0.20260226-kernel-6.1-arm64',
    owner: '591542846629',
    architecture: 'arm64',
    id: { parameter: `${ecsParameter}/arm64/recommended/image_id` },
  },
  {
    reason: 'fck-nat, through which the private subnets reach the internet, on Graviton',
    name: 'fck-nat-al2023-hvm-1.4.0-20260531-arm64-ebs',
    owner: '568608671756',
    architecture: 'arm64',
    id: 'ami-0fc1a70000000000a',
  },
  {
    reason: 'fck-nat on Intel and AMD',
    name: 'fck-nat-al2023-hvm-1.4.0-20260531-x86_64-ebs',
    owner: '568608671756',
    architecture: 'x86_64',
    id: 'ami-0fc1a70000000000b',
  },
];

/** The seeded images as moto reads them from the file that MOTO_AMIS_PATH names. */
export async function imagesForMoto(python: string): Promise<object[]> {
  const parameters = await publicParameters(
    python,
    seededImages.flatMap(({ id }) => (typeof id === 'string' ? [] : [id.parameter])),
  );
  // No creation date: moto turns the shared entry into one, and then fails on it in the second region.
  return seededImages.map(({ id, name, owner, architecture, reason }) => ({
    ami_id: typeof id === 'string' ? id : parameters[id.parameter],
    name,
    owner_id: owner,
    architecture,
    description: reason,
    public: true,
    state: 'available',
    image_type: 'machine',
    virtualization_type: 'hvm',
    hypervisor: 'xen',
    root_device_type: 'ebs',
    root_device_name: '/dev/xvda',
  }));
}

/** Asks moto's own data what it will answer for public parameters: its images are read before it can be asked. */
async function publicParameters(python: string, names: readonly string[]): Promise<Record<string, string>> {
  const script = [
    'import json, sys',
    'from moto.ssm.models import ParameterDict',
    'known = ParameterDict("123456789012", "eu-north-1")',
    'print(json.dumps({name: known[name][-1].value for name in sys.argv[1:]}))',
  ].join('\n');
  const { stdout } = await promisify(execFile)(python, ['-c', script, ...names]);
  return JSON.parse(stdout) as Record<string, string>;
}
