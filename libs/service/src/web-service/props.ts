import { Duration, seconds, inProperty } from '@dotkom/stack';
import { Check } from '../container/check';
import { secondsBetween } from '../container/normalise';
import { Probe, probeCommand } from '../container/probe';
import { reason } from '../container/reason';
import { ContainerCheck } from '../container/props';
import { checkedRolling, NormalisedRolling, Rolling } from '../ecs-service/rolling';
import { notACount } from '../scaling/errors';
import { countAndScaling, drainsTooLong, notAPort, stopsBeforeDrained } from './errors';
import { Host, normaliseHosts } from '../hosts/host';
import { mostTasks, NormalisedScaling, normaliseScaling, Scaling } from '../scaling/props';
import { ImageSource } from '../task/image';
import { Renamed } from '../task/kept';
import { NormalisedTask, normaliseTask, TaskContext, TaskProps } from '../task/props';
import { GatewayCheck, NormalisedGatewayCheck, normaliseGatewayCheck } from './gateway-check';
import { NormalisedRollBackOn, normaliseRollBackOn, RollBackOn } from './roll-back-on';
import { normaliseServiceConnect, proxySize, ServiceConnect } from './service-connect';

/** What a {@link WebService} is asked. Sizes as `'0.25 vCPU'` and `'512 MiB'`, times as `'15 seconds'`. */
export interface WebServiceProps extends Omit<TaskProps, 'containerCheck'>, Renamed {
  /**
   * The host name under which the gateway serves it, in one of Dotkom's zones: `'api.grades.no'`; or several, the one it
   * is known by first: `['online.ntnu.no', 'www.online.ntnu.no']`. Each is one of the gateway's 100 rules.
   */
  readonly host: string | readonly [string, ...string[]];
  /** The port that the container listens on. */
  readonly port: number;
  /**
   * The path that answers 200 while the service can serve, such as `'/health'`. It should say that the process lives,
   * not that its database does: when a database has a bad minute, restarting every service makes it worse.
   */
  readonly healthCheck: string | GatewayCheck;
  /** How many run. @default 1 */
  readonly count?: number;
  /** How the number of tasks follows what they have to do, in place of `count`. @default it does not */
  readonly scaling?: Scaling;
  /** Where the image comes from. @default a repository of its own, and its own releases */
  readonly image?: ImageSource;
  /** How long requests may take to end when a task stops; at most 105 seconds. @default '15 seconds' */
  readonly drain?: Duration;
  /** How long a new task may take before a failed health check counts; at most an hour. @default '1 minute' */
  readonly startPeriod?: Duration;
  /**
   * What in the image asks the container itself for its health, on top of the gateway: `'node'`, `'python'`, `'wget'` or
   * `'curl'` ask the health check's path, anything else is a command. @default none: a task whose check at the gateway
   * fails is replaced as well (docs/decisions/health-checks.md)
   */
  readonly containerCheck?: Probe | ContainerCheck;
  /** For how long the gateway sends a visitor to the same task, by a cookie; at most 7 days. @default not at all */
  readonly sticky?: Duration;
  /** How far a deploy may leave the number of tasks. @default a new task is healthy before an old one ends */
  readonly rolling?: Rolling;
  /**
   * What of its answers takes a deploy back, on top of tasks that do not become healthy; or, where nothing does, why:
   * `{ none: 'its errors are those of another service' }`. Each deploy takes some minutes longer with it, in which it is
   * watched. @default more than 10 errors a minute, or 5 seconds to an answer, for two minutes
   */
  readonly rollBackOn?: RollBackOn | { readonly none: string };
  /** Calls between services past the gateway. @default by host name, through the gateway */
  readonly serviceConnect?: ServiceConnect;
  /** Why nobody is told when its tasks are unhealthy. @default the alarm topic of the platform is */
  readonly noAlarmsBecause?: string;
}

/** What {@link WebServiceProps} mean, in AWS's units and with every default filled in. */
export interface NormalisedWebService extends NormalisedTask {
  readonly hosts: readonly Host[];
  readonly port: number;
  readonly gatewayCheck: NormalisedGatewayCheck;
  readonly count: number;
  readonly scaling?: NormalisedScaling;
  readonly drainSeconds: number;
  readonly startSeconds: number;
  readonly stickySeconds?: number;
  readonly rolling: NormalisedRolling;
  readonly rollBackOn?: NormalisedRollBackOn;
  readonly serviceConnect?: ServiceConnect;
  readonly alarms: boolean;
}

/** Checks every property and gives them in AWS's units. */
export function normalise(props: WebServiceProps, context: TaskContext, check: Check): NormalisedWebService {
  const { containerCheck, ...ofTask } = props;
  const port = check(() => checkedPort(props.port), 1);
  const gatewayCheck = normaliseGatewayCheck(props.healthCheck, check);
  const drainSeconds = check(
    inProperty('drain', () => checkedDrain(props.drain ?? '15 seconds')),
    1,
  );
  const scaling = props.scaling && normaliseScaling(props.scaling, check);
  check(() => refuseBoth(props), undefined);
  const count = scaling?.min ?? check(() => checkedCount(props.count ?? 1), 1);
  const task = normaliseTask(
    {
      ...ofTask,
      ...(containerCheck && { containerCheck: asCheck(containerCheck, port, gatewayCheck.path) }),
    },
    { ...context, ...(props.serviceConnect && { proxy: proxySize }) },
    check,
  );
  return {
    ...task,
    hosts: normaliseHosts(props.host, check),
    port,
    gatewayCheck,
    count,
    ...(scaling && { scaling }),
    drainSeconds,
    stopSeconds: check(() => checkedStop(props, task.stopSeconds, drainSeconds), 30),
    startSeconds: check(
      inProperty('startPeriod', () => secondsBetween('start', props.startPeriod ?? '1 minute', 0, 3600)),
      1,
    ),
    ...(props.sticky && {
      stickySeconds: check(
        inProperty('sticky', () => secondsBetween('stay at one task', props.sticky!, 1, 604_800)),
        1,
      ),
    }),
    rolling: check(() => checkedRolling(props.rolling ?? {}, { least: count, most: scaling?.max ?? count }), {
      minimumHealthyPercent: 100,
      maximumPercent: 200,
    }),
    rollBackOn: normaliseRollBackOn(props.rollBackOn, check),
    serviceConnect: normaliseServiceConnect(props.serviceConnect, check),
    alarms: check(
      inProperty(
        'noAlarmsBecause',
        () => props.noAlarmsBecause === undefined || !reason('it has no alarms', props.noAlarmsBecause),
      ),
      true,
    ),
  };
}

function asCheck(given: Probe | ContainerCheck, port: number, path: string): ContainerCheck {
  return typeof given === 'string' ? { command: probeCommand(given, port, path) } : given;
}

function checkedPort(port: number): number {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw notAPort('port', port);
  return port;
}

export function checkedCount(count: number, property = 'count'): number {
  if (!Number.isInteger(count) || count < 1 || count > mostTasks) throw notACount(property, count);
  return count;
}

function refuseBoth({ count, scaling }: WebServiceProps): void {
  if (count !== undefined && scaling !== undefined) throw countAndScaling();
}

/**
 * ECS ends a container at most 120 seconds after it asked it to stop, and that has to be a while after the gateway has
 * drained it.
 */
const stopMarginSeconds = 15;
const longestDrain = 120 - stopMarginSeconds;

function checkedDrain(drain: Duration): number {
  const value = seconds(drain);
  if (value < 1 || value > longestDrain) throw drainsTooLong(drain, longestDrain);
  return value;
}

/** Longer than the gateway drains, so that no request is cut by the container's end. */
function checkedStop({ stopTimeout }: WebServiceProps, stop: number, drain: number): number {
  if (stopTimeout === undefined) return drain + stopMarginSeconds;
  if (stop <= drain) throw stopsBeforeDrained(stop, drain);
  return stop;
}
