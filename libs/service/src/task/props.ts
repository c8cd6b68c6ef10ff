import { Architecture, nodeCapacity } from '@dotkom/platform/contract';
import { Duration, seconds, inProperty } from '@dotkom/stack';
import { Check } from '../container/check';
import { ContainerPort } from '../container/definition';
import { NormalisedContainer, normaliseContainer } from '../container/normalise';
import { ContainerProps } from '../container/props';
import { byName, byVariable } from '../container/settings';
import { Database } from '../database/database';
import { DatabaseUse, NormalisedDatabaseUse, normaliseDatabaseUse } from '../database/use';
import {
  checkedButUnhealthy,
  execInProd,
  execNeedsDisk,
  fitsNoNode,
  givenByDatabase,
  nameTakenTwice,
  notARetention,
  runsTheService,
} from './errors';
import { ImageSource, pinnedImage, RunnableImage, unreadableImage } from './image';
import { Kept } from './kept';

/** What ECS's words for the state of one container, for which another waits, are. */
export type SidecarState = 'START' | 'HEALTHY' | 'COMPLETE' | 'SUCCESS';

/** A container that accompanies the main one: an agent, a proxy, a preparation. */
export interface SidecarProps extends ContainerProps {
  /** An image of a public registry, by digest. */
  readonly image: string;
  /** The main container starts once this one is so. COMPLETE and SUCCESS are for one that ends. @default not waited for */
  readonly awaited?: SidecarState;
}

/** What every task may say of itself, on top of what its main container does. */
export interface TaskProps extends ContainerProps {
  /** The architecture its images are built for. @default 'arm64' */
  readonly architecture?: Architecture;
  /**
   * A database: the container gets its address as the secret `DATABASE_URL`. One that wants it in parts, or opens more or
   * fewer connections than 10, says so: `{ from: database, pool: 5 }`. @default none
   */
  readonly database?: Database | DatabaseUse;
  /** Containers next to the main one, by name. Each takes its own CPU and memory. @default none */
  readonly sidecars?: Readonly<Record<string, SidecarProps>>;
  /** For how long its log is kept; CloudWatch knows 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180 and 365 days. @default '14 days' */
  readonly logRetention?: Duration;
  /**
   * Whether people may open a shell in its containers (ECS Exec). It needs a disk that can be written, so it comes with
   * `writableRoot`, and never in prod. @default false
   */
  readonly exec?: boolean;
}

/** A sidecar, checked. */
export interface NormalisedSidecar extends NormalisedContainer {
  readonly name: string;
  readonly image: RunnableImage;
  readonly awaited?: SidecarState;
}

/** What {@link TaskProps} mean, in AWS's units and with every default filled in. */
export interface NormalisedTask extends NormalisedContainer {
  readonly architecture: Architecture;
  readonly sidecars: readonly NormalisedSidecar[];
  /** CPU and memory of all containers together, and of the proxy of Service Connect if there is one. */
  readonly taskCpuUnits: number;
  readonly taskMemoryMebibytes: number;
  readonly database?: NormalisedDatabaseUse;
  readonly logRetentionDays: number;
  readonly exec: boolean;
}

/** A task as it is made: what its owner checked, and what it found. */
export interface TaskOptions extends NormalisedTask {
  /** What it is called within its application; its main container has the same name. */
  readonly name: string;
  readonly image: RunnableImage;
  readonly port?: ContainerPort;
  /** The most of it that run at once, in a deploy those of both generations. */
  readonly mostAtOnce: number;
  /** Where its log is kept. @default with itself, under its own name */
  readonly kept?: Kept;
}

export interface TaskContext {
  readonly name: string;
  readonly environment: string;
  /** What a proxy next to the containers takes. */
  readonly proxy?: { readonly cpuUnits: number; readonly memoryMebibytes: number };
}

/** Checks every property of a task and its containers. */
export function normaliseTask(props: TaskProps, context: TaskContext, check: Check): NormalisedTask {
  const database = props.database && normaliseDatabaseUse(props.database, check);
  const main = withDatabase(normaliseContainer(props, check), database, check);
  const sidecars = Object.entries(props.sidecars ?? {}).map(([name, sidecar]): NormalisedSidecar => {
    check(() => refuseSidecar(name, sidecar, context), undefined);
    return {
      ...normaliseContainer(sidecar, check),
      name,
      image: check(() => pinnedImage(sidecar.image), unreadableImage),
      awaited: sidecar.awaited,
    };
  });
  const parts = [main, ...sidecars, ...(context.proxy ? [context.proxy] : [])];
  const taskCpuUnits = sum(parts.map(({ cpuUnits }) => cpuUnits));
  const taskMemoryMebibytes = sum(parts.map(({ memoryMebibytes }) => memoryMebibytes));
  check(() => refuseTooLarge(taskCpuUnits, taskMemoryMebibytes, context), undefined);
  return {
    ...main,
    ...(database && { database }),
    architecture: props.architecture ?? 'arm64',
    sidecars,
    taskCpuUnits,
    taskMemoryMebibytes,
    logRetentionDays: check(
      inProperty('logRetention', () => checkedRetention(props.logRetention ?? '14 days')),
      14,
    ),
    exec: check(() => checkedExec(props, context), false),
  };
}

/** What runs the image of a service has to say what else it is to run: the service would not end. */
export function refuseService(
  { image, command }: { readonly image?: ImageSource; readonly command?: readonly string[] },
  name: string,
): void {
  if (typeof image === 'object' && command === undefined) throw runsTheService(name);
}

/** Adds what a container gets for its database, which is nothing else's name. */
function withDatabase(
  container: NormalisedContainer,
  database: NormalisedDatabaseUse | undefined,
  check: Check,
): NormalisedContainer {
  if (!database) return container;
  const taken = [
    ...container.settings.map(({ name }) => name),
    ...container.secrets.map(({ variable }) => variable),
  ];
  const added = [
    ...database.settings.map(({ name }) => name),
    ...database.secrets.map(({ variable }) => variable),
  ];
  check(() => {
    for (const name of added) if (taken.includes(name)) throw givenByDatabase(name);
  }, undefined);
  return {
    ...container,
    settings: [...container.settings, ...database.settings].sort(byName),
    secrets: [...container.secrets, ...database.secrets].sort(byVariable),
  };
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

function refuseSidecar(name: string, { awaited, containerCheck }: SidecarProps, context: TaskContext): void {
  if (name === context.name) throw nameTakenTwice(name);
  if (awaited === 'HEALTHY' && !containerCheck) throw checkedButUnhealthy(name);
}

function refuseTooLarge(cpu: number, memory: number, { proxy }: TaskContext): void {
  const { cpuUnits, memoryMebibytes } = nodeCapacity;
  const exceeding = [
    ...(cpu > cpuUnits ? [{ size: inVcpus(cpu), most: inVcpus(cpuUnits) }] : []),
    ...(memory > memoryMebibytes ? [{ size: `${memory} MiB`, most: `${memoryMebibytes} MiB` }] : []),
  ];
  if (exceeding.length === 0) return;
  throw fitsNoNode(exceeding, proxy && `${inVcpus(proxy.cpuUnits)} and ${proxy.memoryMebibytes} MiB`);
}

const inVcpus = (cpuUnits: number) => `${cpuUnits / 1024} vCPU`;

const retentions = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365];

function checkedRetention(retention: Duration): number {
  const days = seconds(retention) / 86_400;
  if (!retentions.includes(days)) throw notARetention(retention, retentions);
  return days;
}

function checkedExec({ exec = false, writableRoot }: TaskProps, { environment }: TaskContext): boolean {
  if (exec && environment === 'prod') throw execInProd();
  if (exec && writableRoot === undefined) throw execNeedsDisk();
  return exec;
}
