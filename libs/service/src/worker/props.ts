import { inProperty } from '@dotkom/stack';
import { Check } from '../container/check';
import { reason } from '../container/reason';
import { ContainerCheck } from '../container/props';
import { checkedRolling, NormalisedRolling, Rolling } from '../ecs-service/rolling';
import { oneOrMore } from './errors';
import { ImageSource } from '../task/image';
import { Renamed } from '../task/kept';
import { NormalisedTask, normaliseTask, TaskContext, TaskProps } from '../task/props';
import { checkedCount } from '../web-service/props';

/** What a {@link Worker} is asked. Sizes as `'0.25 vCPU'` and `'512 MiB'`. */
export interface WorkerProps extends Omit<TaskProps, 'containerCheck'>, Renamed {
  /**
   * How ECS asks whether it still works: nobody else would notice. A process that ends is always replaced; where that is
   * enough, say why: `{ none: 'it ends when it loses its queue' }`.
   */
  readonly healthCheck: ContainerCheck | { readonly none: string };
  /** Where the image comes from: another service with `image: backend`. @default a repository of its own, and its own releases */
  readonly image?: ImageSource;
  /** How many run. @default 1 */
  readonly count?: number;
  /** That two must never run at once, not during a deploy either: the old one ends before the new one starts. @default false */
  readonly singleton?: boolean;
  /** How far a deploy may leave the number of tasks. @default a new task is healthy before an old one ends */
  readonly rolling?: Rolling;
}

export interface NormalisedWorker extends NormalisedTask {
  readonly count: number;
  readonly rolling: NormalisedRolling;
}

const never = { minimumHealthyPercent: 0, maximumPercent: 100 };

/** Checks every property and gives them in AWS's units. */
export function normaliseWorker(
  { healthCheck, ...props }: WorkerProps,
  context: TaskContext,
  check: Check,
): NormalisedWorker {
  const count = check(() => checkedCount(props.count ?? 1), 1);
  const rolling = props.singleton ? never : (props.rolling ?? {});
  check(() => refuseTwoMeanings(props), undefined);
  if ('none' in healthCheck)
    check(
      inProperty('healthCheck.none', () => reason('it has no health check', healthCheck.none)),
      true,
    );
  return {
    ...normaliseTask(
      { ...props, ...('command' in healthCheck && { containerCheck: healthCheck }) },
      context,
      check,
    ),
    count,
    rolling: check(() => checkedRolling(rolling, { least: count, most: count }), never),
  };
}

function refuseTwoMeanings({ singleton, count = 1, rolling }: Omit<WorkerProps, 'healthCheck'>): void {
  if (singleton && (count !== 1 || rolling)) throw oneOrMore();
}
