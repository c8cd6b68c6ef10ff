import { ContainerCondition, ContainerDependency } from '@aws-sdk/client-ecs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Container } from './container';

/** What one container of a task waits for of another. */
type Awaited = Pick<Container, 'state' | 'health' | 'end'>;

const isReached: Record<ContainerCondition, (other: Awaited) => boolean> = {
  START: ({ state, end }) => state !== undefined || end?.exitCode === 0,
  HEALTHY: ({ health }) => health === 'HEALTHY',
  COMPLETE: ({ end }) => end !== undefined,
  SUCCESS: ({ end }) => end?.exitCode === 0,
};

/**
 * Waits until a container is as one that depends on it wants it, or until the task is over.
 *
 * @param other the container that is named; nothing where the task has none of that name.
 * @throws Error when it cannot be so any more.
 */
export async function untilReached(
  { containerName, condition = 'START' }: Partial<ContainerDependency>,
  other: Awaited | undefined,
  isOver: () => boolean,
): Promise<void> {
  while (!isOver() && !(other && isReached[condition](other))) {
    const { end, health } = other ?? {};
    if (end && condition === 'SUCCESS')
      throw new Error(`Container ${containerName} exited with code ${end.exitCode}, and not with success`);
    if (!other || end || health === 'UNHEALTHY')
      throw new Error(`Container ${containerName} did not become ${condition}, which another one waits for`);
    await sleep(100);
  }
}
