import { PlacementStrategy, TaskSize, Workload } from '../estate';

/** What of a service its placement depends on. */
export interface BareService {
  readonly id: string;
  readonly size: TaskSize;
  /** How many tasks it wants. @default 1 */
  readonly tasks?: number;
  /** @default 100 and 200, as ECS has it */
  readonly rolling?: Workload['rolling'];
  readonly placement?: readonly PlacementStrategy[];
  readonly distinctInstances?: boolean;
  readonly onEveryNode?: boolean;
  /** The name of its pool. */
  readonly pool: string;
}

/** A service of which nothing is known but what its placement depends on. */
export function bareService({ id, size, pool, tasks = 1, ...given }: BareService): Workload {
  return {
    id,
    name: id,
    kind: 'worker',
    application: id,
    environment: '',
    owner: '',
    ecsName: id,
    task: {
      address: id,
      of: id,
      family: id,
      architecture: 'arm64',
      containers: [],
      stopSeconds: 30,
      size,
      logGroups: [],
      ownSize: { cpu: true, memory: true },
    },
    size,
    count: { atRest: tasks, min: tasks, max: tasks, peaks: [] },
    rolling: given.rolling ?? { minimumHealthyPercent: 100, maximumPercent: 200 },
    placement: given.placement ?? [],
    onEveryNode: given.onEveryNode ?? false,
    distinctInstances: given.distinctInstances ?? false,
    pool,
    wantedPool: pool,
    logGroups: [],
  };
}
