import { Cpu, cpuUnits, Duration, mebibytes, Memory, seconds, inProperty } from '@dotkom/stack';
import { durationOutside, emptyCommand, noCapability, notACapability, tooSmall } from './errors';
import { Check, checkedEach } from './check';
import { literal } from './literal';
import { Command, ContainerCheck, ContainerProps } from './props';
import { reason } from './reason';
import { ContainerSecret, normaliseSecrets, normaliseSettings, Setting } from './settings';
import { checkedUser } from './user';
import { writableFolders } from './writable';

/** What {@link ContainerProps} mean, in AWS's units and with every default filled in. */
export interface NormalisedContainer {
  readonly cpuUnits: number;
  readonly memoryMebibytes: number;
  readonly entryPoint?: readonly string[];
  readonly command?: readonly string[];
  readonly settings: readonly Setting[];
  readonly secrets: readonly ContainerSecret[];
  readonly user: string;
  readonly readOnlyRoot: boolean;
  readonly writable: readonly string[];
  readonly capabilities: readonly string[];
  readonly containerCheck?: NormalisedCheck;
  readonly stopSeconds: number;
}

export interface NormalisedCheck {
  readonly command: readonly string[];
  readonly intervalSeconds: number;
  readonly timeoutSeconds: number;
  readonly startSeconds: number;
}

/** Checks every property and gives them in AWS's units. */
export function normaliseContainer(props: ContainerProps, check: Check): NormalisedContainer {
  const { environment, secrets, writableRoot } = props;
  return {
    cpuUnits: check(
      inProperty('cpu', () => checkedCpu(props.cpu)),
      1,
    ),
    memoryMebibytes: check(
      inProperty('memory', () => checkedMemory(props.memory)),
      1,
    ),
    ...(props.entryPoint && {
      entryPoint: check(
        inProperty('entryPoint', () => checkedCommand(props.entryPoint!)),
        [],
      ),
    }),
    ...(props.command && {
      command: check(
        inProperty('command', () => checkedCommand(props.command!)),
        [],
      ),
    }),
    settings: normaliseSettings(environment, check),
    secrets: normaliseSecrets(secrets, environment, check),
    user: check(() => checkedUser(props), ''),
    readOnlyRoot: check(
      inProperty(
        'writableRoot',
        () => writableRoot === undefined || !reason('its disk is writable', writableRoot),
      ),
      true,
    ),
    writable: writableFolders(props.writable ?? [], check),
    capabilities: normaliseCapabilities(props.capabilities, check),
    ...(props.containerCheck && { containerCheck: normaliseCheck(props.containerCheck, check) }),
    stopSeconds: check(
      inProperty('stopTimeout', () => secondsBetween('stop', props.stopTimeout ?? '30 seconds', 2, 120)),
      30,
    ),
  };
}

/** A duration in seconds, within what AWS takes. */
export function secondsBetween(what: string, duration: Duration, least: number, most: number): number {
  const value = seconds(duration);
  if (value < least || value > most) throw durationOutside(what, duration, least, most);
  return value;
}

function normaliseCheck(props: ContainerCheck, check: Check): NormalisedCheck {
  const { interval = '30 seconds', timeout = '5 seconds', startPeriod = '1 minute' } = props;
  return {
    command: check(
      inProperty('command', () => checkedCommand(props.command)),
      [],
    ),
    intervalSeconds: check(
      inProperty('interval', () => secondsBetween('wait between two checks', interval, 5, 300)),
      30,
    ),
    timeoutSeconds: check(
      inProperty('timeout', () => secondsBetween('answer a check', timeout, 2, 60)),
      5,
    ),
    startSeconds: check(
      inProperty('startPeriod', () => secondsBetween('start', startPeriod, 0, 300)),
      60,
    ),
  };
}

function checkedCommand(command: Command): readonly string[] {
  if (command.length === 0 || command[0].trim() === '') throw emptyCommand();
  return command.map(literal);
}

/** The least that Linux counts. Source: Amazon ECS task definition parameters, `cpu`. */
const leastCpuUnits = 2;
/** The least that Docker reserves. Source: Amazon ECS task definition parameters, `memory`. */
const leastMebibytes = 6;

function checkedCpu(cpu: Cpu): number {
  const units = cpuUnits(cpu);
  if (units < leastCpuUnits) throw tooSmall(cpu, `${leastCpuUnits / 1024} vCPU`);
  return units;
}

function checkedMemory(memory: Memory): number {
  const size = mebibytes(memory);
  if (size < leastMebibytes) throw tooSmall(memory, `${leastMebibytes} MiB`);
  return size;
}

function normaliseCapabilities(asked: ContainerProps['capabilities'], check: Check): readonly string[] {
  if (!asked) return [];
  check(() => refuseCapabilities(asked), undefined);
  return [...new Set(checkedEach('capabilities.add', asked.add, check, checkedCapability))].sort();
}

function refuseCapabilities({ add, because }: NonNullable<ContainerProps['capabilities']>): void {
  reason('it needs capabilities', because);
  if (add.length === 0) throw noCapability();
}

function checkedCapability(name: string): string {
  if (!known.includes(name)) throw notACapability(name, known);
  return name;
}

/** Those that Docker gives by default. What lies beyond them, such as SYS_ADMIN, would make the container the node. */
const known = [
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'NET_RAW',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
];
