import { ContainerCondition } from '@aws-sdk/client-ecs';
import { Container } from './container';
import { untilReached } from './dependency';

type Other = Pick<Container, 'state' | 'health' | 'end'>;

const container = (changes: Partial<Other>): Other => ({
  ...{ state: undefined, end: undefined, health: 'UNKNOWN' },
  ...changes,
});
const running = { state: {} as Container['state'] };
const exited = (exitCode: number) => ({ ...running, end: { exitCode } });
const neverRan = { end: { reason: 'CannotStartContainerError: no such file' } };
const waiting = (condition: ContainerCondition, other?: Other, isOver = () => false) =>
  untilReached({ containerName: 'other', condition }, other, isOver);

// By AWS's API reference, ContainerDependency.
describe('a container that depends on another', () => {
  it.each<[ContainerCondition, string, Partial<Other>]>([
    ['START', 'runs', running],
    ['START', 'has run, however short', { end: { exitCode: 0 } }],
    ['HEALTHY', 'is healthy', { ...running, health: 'HEALTHY' }],
    ['COMPLETE', 'has ended', exited(1)],
    ['SUCCESS', 'has ended well', exited(0)],
  ])('starts by %s when that %s', async (condition, _, other) => {
    await expect(waiting(condition, container(other))).resolves.toBeUndefined();
  });

  it.each<[ContainerCondition, string, Partial<Other> | undefined, string]>([
    ['SUCCESS', 'has ended otherwise', exited(3), 'Container other exited with code 3, and not with success'],
    ['START', 'could not start', neverRan, 'Container other did not become START'],
    ['HEALTHY', 'is unhealthy', { ...running, health: 'UNHEALTHY' }, 'did not become HEALTHY'],
    ['HEALTHY', 'has ended before', exited(0), 'did not become HEALTHY'],
    ['START', 'is not there', undefined, 'did not become START'],
  ])('fails by %s when that %s', async (condition, _, other, message) => {
    await expect(waiting(condition, other && container(other))).rejects.toThrow(message);
  });

  it('waits until then, and no longer than the task goes on', async () => {
    const other = container(running);
    let isOver = false;
    const waits = [waiting('COMPLETE', other), waiting('HEALTHY', container(running), () => isOver)];
    other.end = { exitCode: 0 };
    isOver = true;
    await expect(Promise.all(waits)).resolves.toEqual([undefined, undefined]);
  });
});
