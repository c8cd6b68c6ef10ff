import { agentOffers, Architecture } from '@dotkom/platform/contract/conventions';
import { unknownInstanceType } from './errors';

/** What an EC2 instance of a type has. */
export interface InstanceType {
  readonly architecture: Architecture;
  readonly vcpus: number;
  readonly memoryMebibytes: number;
  /** How many network interfaces it can have, its own among them. */
  readonly networkInterfaces: number;
}

/**
 * Sizes of the burstable families, which are the same in each. Source: EC2's instance types, "Burstable performance", and for
 * network interfaces aws/amazon-vpc-resource-controller-k8s, pkg/aws/vpc/limits.go.
 */
const sizes = {
  nano: { vcpus: 2, memoryMebibytes: 512, networkInterfaces: 2 },
  micro: { vcpus: 2, memoryMebibytes: 1024, networkInterfaces: 2 },
  small: { vcpus: 2, memoryMebibytes: 2048, networkInterfaces: 3 },
  medium: { vcpus: 2, memoryMebibytes: 4096, networkInterfaces: 3 },
  large: { vcpus: 2, memoryMebibytes: 8192, networkInterfaces: 3 },
  xlarge: { vcpus: 4, memoryMebibytes: 16_384, networkInterfaces: 4 },
  '2xlarge': { vcpus: 8, memoryMebibytes: 32_768, networkInterfaces: 4 },
} as const;

const families: Readonly<Record<string, Architecture>> = { t3: 'amd64', t3a: 'amd64', t4g: 'arm64' };

/**
 * What an instance of a type has.
 *
 * @throws UserError when the type is not known.
 */
export function instanceTypeOf(name: string, where: string): InstanceType {
  const [family = '', size = ''] = name.split('.');
  const architecture = families[family];
  const found = Object.entries(sizes).find(([each]) => each === size)?.[1];
  if (!architecture || !found) throw unknownInstanceType(name, where);
  return { architecture, ...found };
}

/** What a node registers with ECS: the CPU of its type, and the memory that Linux sees of it without what the agent leaves free. */
export interface Registered {
  readonly cpuUnits: number;
  readonly memoryMebibytes: number;
  /** How many tasks can have a network interface of their own. */
  readonly networkInterfaces: number;
}

export function registeredBy(type: InstanceType, reservedMebibytes: number): Registered {
  return {
    cpuUnits: type.vcpus * 1024,
    memoryMebibytes: agentOffers(type.memoryMebibytes, reservedMebibytes),
    networkInterfaces: type.networkInterfaces - 1,
  };
}
