import { jsonRequest, recordedMoto, send } from '../testing/recorded-moto';
import { AtOnce } from './at-once';
import { ServiceMemory } from './service-memory';
import { ecsTasks } from './tasks';

const cluster = 'arn:aws:ecs:eu-north-1:123456789012:cluster/prod';
const taskDefinition = {
  taskDefinitionArn: 'arn:aws:ecs:eu-north-1:123456789012:task-definition/migration:3',
  containerDefinitions: [{ name: 'migration' }, { name: 'agent' }],
};
const gapsWith = (memory = new ServiceMemory()) => [ecsTasks(memory, new AtOnce(memory))];
const run = jsonRequest('ecs', 'RunTask', { cluster, taskDefinition: taskDefinition.taskDefinitionArn });

describe('a task that is run once', () => {
  it('has ended well as soon as it is asked for, all its containers with it', async () => {
    const gaps = gapsWith();
    const moto = recordedMoto({ taskDefinition }, { tasks: [], failures: [{ arn: 'other' }] });
    const [started] = (await send(gaps, moto, run)).json()['tasks'] as any[];
    expect(started.taskArn).toMatch(/^arn:aws:ecs:eu-north-1:123456789012:task\/prod\/[0-9a-f]{32}$/);
    const describe = jsonRequest('ecs', 'DescribeTasks', { cluster, tasks: [started.taskArn] });
    const { tasks, failures } = (await send(gaps, moto, describe)).json() as any;
    expect(tasks).toEqual([expect.objectContaining({ taskArn: started.taskArn, lastStatus: 'STOPPED' })]);
    expect(tasks[0].containers.map(({ name, exitCode }: any) => [name, exitCode])).toEqual([
      ['migration', 0],
      ['agent', 0],
    ]);
    expect(failures).toEqual([{ arn: 'other' }]);
  });

  it('is refused as moto does where there is no such task definition', async () => {
    const refusal = { status: 400, headers: {}, body: Buffer.from('{"__type":"ClientException"}') };
    expect((await send(gapsWith(), recordedMoto(refusal), run)).status).toBe(400);
  });
});
