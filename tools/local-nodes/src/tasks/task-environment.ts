import { ContainerDefinition, TaskDefinition } from '@aws-sdk/client-ecs';
import { lastPart } from '@dotkom/local-aws';

/** How containers reach what is on this machine. */
export interface WayToThisMachine {
  network: string;
  /** Makes this machine answer there, before a container of an image starts. */
  open: (image: string) => Promise<void>;
  /** The address of this machine in it. */
  address: string;
  /** The local AWS as this machine reaches it, and as containers do. */
  endpoint: { here: string; fromContainers: string };
  /** The file of this machine with the authorities that containers are to trust: the usual ones, and the local AWS's. */
  authorities: string;
  /** Host names that lead to this machine: of applications, of databases. */
  hosts: () => Promise<readonly string[]>;
}

/** The settings of a container: its own, and what leads an SDK to the local AWS as the task role. */
export function taskEnvironment(
  { environment = [] }: ContainerDefinition,
  { taskRoleArn = '' }: TaskDefinition,
  way: WayToThisMachine,
  overrides: readonly { name?: string; value?: string }[] = [],
): Record<string, string> {
  const settings = [...environment, ...overrides].map(({ name = '', value = '' }) => [name, value]);
  return {
    AWS_ENDPOINT_URL: way.endpoint.fromContainers,
    // There is no agent to hand them out; the key says whose they stand for.
    AWS_ACCESS_KEY_ID: `task-role.${lastPart(taskRoleArn)}`,
    AWS_SECRET_ACCESS_KEY: 'local',
    ...Object.fromEntries(settings.map(([name, value]) => [name, asContainersReach(way, String(value))])),
  };
}

/** By which programs are told whose certificates to trust: Node.js, OpenSSL, Python's requests, libpq. */
const authorityVariables = ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'REQUESTS_CA_BUNDLE', 'PGSSLROOTCERT'];

/**
 * Where a container finds the authorities, and the settings that say so. A file of its image that it was told to trust,
 * such as Amazon's for its databases, is covered by them: it would not know the local AWS's own.
 */
export function trust(environment: Readonly<Record<string, string>>): {
  environment: Record<string, string>;
  files: readonly string[];
} {
  const own = '/etc/local-aws-authorities.pem';
  const settings = authorityVariables.map((name): [string, string] => [name, environment[name] || own]);
  return {
    environment: { ...environment, ...Object.fromEntries(settings) },
    files: [...new Set(settings.map(([, file]) => file))],
  };
}

/** An address of the local AWS that a deploy put into a setting, such as a queue's, as containers reach it. */
export function asContainersReach({ endpoint }: WayToThisMachine, value: string): string {
  return value.replaceAll(endpoint.here, endpoint.fromContainers);
}
