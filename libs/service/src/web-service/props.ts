import { Architecture, zoneOfHost } from '@dotkom/platform/contract';
import { Cpu, cpuUnits, mebibytes, Memory, seconds, Duration } from '@dotkom/stack';
import {
  drainsTooLong,
  notACount,
  notAPath,
  notAPort,
  notASecret,
  secretAlsoPlain,
  secretDeclaredTwice,
} from '../errors';

export interface WebServiceProps {
  /** The host name under which the gateway serves it, in one of Dotkom's zones: `'api.grades.no'`. */
  readonly host: string;
  /** The port that the container listens on. */
  readonly port: number;
  /**
   * The path that answers 200 while the service can serve, such as `'/health'`. It should say that the process lives,
   * not that its database does: when a database has a bad minute, restarting every service makes it worse.
   */
  readonly healthCheck: string;
  /** How much CPU it is sure of; it may use more while the node has some to spare. */
  readonly cpu: Cpu;
  /** How much memory it may use. A container that uses more is stopped. */
  readonly memory: Memory;
  /** How many run. @default 1 */
  readonly count?: number;
  /** The architecture its images are built for. @default 'arm64' */
  readonly architecture?: Architecture;
  /** Plain settings. Anyone who may look at AWS can read them. */
  readonly environment?: Readonly<Record<string, string>>;
  /**
   * The names of secrets, which the container gets as environment variables of the same names. Their values are kept
   * in SSM under `/secrets/<application>/<environment>/<NAME>` and never pass through code, plan or state.
   */
  readonly secrets?: readonly string[];
  /** How long requests may take to end when a task stops; at most 105 seconds. @default '15 seconds' */
  readonly drain?: Duration;
  /** How long a new task may take before a failed health check counts. @default '1 minute' */
  readonly startPeriod?: Duration;
}

/** What {@link WebServiceProps} mean, in AWS's units and with every default filled in. */
export interface NormalisedWebService {
  readonly host: string;
  readonly zone: string;
  readonly port: number;
  readonly healthCheckPath: string;
  readonly cpuUnits: number;
  readonly memoryMebibytes: number;
  readonly count: number;
  readonly architecture: Architecture;
  readonly environment: readonly { readonly name: string; readonly value: string }[];
  readonly secrets: readonly string[];
  readonly drainSeconds: number;
  readonly startSeconds: number;
}

/** Runs a check of one property, and notes its failure (see `checked` of libs/stack). */
export type Check = <T>(check: () => T, standIn: T) => T;

/** Checks every property and gives them in AWS's units. */
export function normalise(props: WebServiceProps, check: Check): NormalisedWebService {
  const { environment = {}, secrets = [] } = props;
  for (const [index, name] of secrets.entries()) {
    check(() => refuseSecret(name, secrets.slice(0, index), environment), undefined);
  }
  return {
    host: props.host,
    zone: check<string>(() => zoneOfHost(props.host), ''),
    port: check(() => checkedPort(props.port), 1),
    healthCheckPath: check(() => checkedPath(props.healthCheck), '/'),
    cpuUnits: check(() => cpuUnits(props.cpu), 1),
    memoryMebibytes: check(() => mebibytes(props.memory), 1),
    count: check(() => checkedCount(props.count ?? 1), 1),
    architecture: props.architecture ?? 'arm64',
    // Sorted, because ECS gives them back in an order of its own and a plan would see a change.
    environment: Object.entries(environment)
      .map(([name, value]) => ({ name, value }))
      .sort((one, other) => (one.name < other.name ? -1 : 1)),
    secrets: [...secrets].sort(),
    drainSeconds: check(() => checkedDrain(props.drain ?? '15 seconds'), 1),
    startSeconds: check(() => seconds(props.startPeriod ?? '1 minute'), 1),
  };
}

function checkedPort(port: number): number {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw notAPort(port);
  return port;
}

function checkedPath(path: string): string {
  if (!/^\/[^\s?#]{0,1023}$/.test(path)) throw notAPath(path);
  return path;
}

function checkedCount(count: number): number {
  if (!Number.isInteger(count) || count < 1 || count > 50) throw notACount(count);
  return count;
}

function refuseSecret(
  name: string,
  before: readonly string[],
  environment: Readonly<Record<string, string>>,
): void {
  if (!/^[A-Z][A-Z0-9_]*$/.test(name)) throw notASecret(name);
  if (before.includes(name)) throw secretDeclaredTwice(name);
  if (name in environment) throw secretAlsoPlain(name);
}

/**
 * ECS ends a container at most 120 seconds after it asked it to stop, and that has to be a while after the gateway has
 * drained it.
 */
export const stopMarginSeconds = 15;
const longestDrain = 120 - stopMarginSeconds;

function checkedDrain(drain: Duration): number {
  const value = seconds(drain);
  if (value < 1 || value > longestDrain) throw drainsTooLong(drain, longestDrain);
  return value;
}
