import { JsonObject } from '../../proxy/json';
import { objectsIn } from '../../proxy/json';
import { createGaps } from '../index';
import { jsonRequest, recordedMoto, send } from '../testing/recorded-moto';
import { ServiceMemory } from './service-memory';
import { planRollback } from './services';

const clusterArn = 'arn:aws:ecs:eu-north-1:123456789012:cluster/prod';
const oldTask = 'arn:aws:ecs:eu-north-1:123456789012:task-definition/web:1';
const newTask = 'arn:aws:ecs:eu-north-1:123456789012:task-definition/web:2';

/** What moto answered when it was recorded, shortened. */
const fromMoto = (changes: JsonObject = {}): JsonObject => ({
  serviceArn: 'arn:aws:ecs:eu-north-1:123456789012:service/prod/web',
  serviceName: 'web',
  clusterArn,
  status: 'ACTIVE',
  desiredCount: 2,
  runningCount: 0,
  pendingCount: 2,
  launchType: 'EC2',
  taskDefinition: oldTask,
  deployments: [{ id: 'ecs-svc/1', status: 'PRIMARY', rolloutState: 'IN_PROGRESS' }],
  networkConfiguration: {},
  healthCheckGracePeriodSeconds: 0,
  deploymentController: { type: 'ECS' },
  ...changes,
});
const strategy = [{ capacityProvider: 'arm64', weight: 1 }];
const create = jsonRequest('ecs', 'CreateService', {
  cluster: clusterArn,
  serviceName: 'web',
  taskDefinition: oldTask,
  desiredCount: 2,
  capacityProviderStrategy: strategy,
  placementStrategy: [{ type: 'binpack', field: 'memory' }],
  availabilityZoneRebalancing: 'DISABLED',
  serviceConnectConfiguration: { enabled: true },
});
const describeIt = jsonRequest('ecs', 'DescribeServices', { cluster: 'prod', services: ['web'] });
const update = (change: JsonObject) =>
  jsonRequest('ecs', 'UpdateService', { cluster: 'prod', service: 'web', ...change });
const onlyService = (answer: JsonObject) => objectsIn(answer['services'])[0] ?? {};

describe('ECS services', () => {
  it('come back as they were sent, with all their tasks running', async () => {
    const moto = recordedMoto({ service: fromMoto() }, { services: [fromMoto()], failures: [] });
    const service = onlyService((await send(createGaps(), moto, create, describeIt)).json());
    expect(service).toMatchObject({
      capacityProviderStrategy: strategy,
      placementStrategy: [{ type: 'binpack', field: 'memory' }],
      availabilityZoneRebalancing: 'DISABLED',
      runningCount: 2,
      pendingCount: 0,
      deployments: [
        {
          status: 'PRIMARY',
          rolloutState: 'COMPLETED',
          runningCount: 2,
          serviceConnectConfiguration: { enabled: true },
        },
      ],
    });
    for (const invented of [
      'launchType',
      'networkConfiguration',
      'healthCheckGracePeriodSeconds',
      'deploymentController',
    ]) {
      expect(service).not.toHaveProperty(invented);
    }
  });

  it('keep what was sent before when an update sends only some of it', async () => {
    const moto = recordedMoto(
      { service: fromMoto() },
      { service: fromMoto({ taskDefinition: newTask }) },
      { services: [fromMoto({ taskDefinition: newTask })] },
    );
    const change = update({ taskDefinition: newTask, healthCheckGracePeriodSeconds: 60 });
    const service = onlyService((await send(createGaps(), moto, create, change, describeIt)).json());
    expect(service).toMatchObject({
      capacityProviderStrategy: strategy,
      healthCheckGracePeriodSeconds: 60,
      deployments: [{ taskDefinition: newTask, rolloutState: 'COMPLETED' }],
    });
  });

  it('keep a network configuration that is one', async () => {
    const awsvpc = { awsvpcConfiguration: { subnets: ['subnet-1'] } };
    const moto = recordedMoto({ services: [fromMoto({ networkConfiguration: awsvpc })] });
    const service = onlyService((await send(createGaps(), moto, describeIt)).json());
    expect(service['networkConfiguration']).toEqual(awsvpc);
  });

  it('are no new deployment when only their count changes', async () => {
    const memory = new ServiceMemory();
    const moto = recordedMoto({ service: fromMoto() }, { service: fromMoto({ desiredCount: 4 }) });
    const answer = await send(createGaps({ services: memory }), moto, create, update({ desiredCount: 4 }));
    expect(answer.json()['service']).toMatchObject({ desiredCount: 4, runningCount: 4 });
    expect(memory.services.get('eu-north-1/prod/web')?.deployments).toHaveLength(1);
  });
});

describe('a deployment that a test lets fail', () => {
  async function rolledBack() {
    const memory = new ServiceMemory();
    const gaps = createGaps({ services: memory });
    const moto = recordedMoto(
      { service: fromMoto() },
      { service: fromMoto({ taskDefinition: newTask }) },
      { services: [fromMoto({ taskDefinition: newTask })] },
    );
    await send(gaps, moto, create);
    planRollback(memory, 'eu-north-1', {
      cluster: 'prod',
      service: 'web',
      stoppedReason: 'Task failed',
      exitCode: 3,
    });
    const answer = await send(gaps, moto, update({ taskDefinition: newTask, desiredCount: 2 }), describeIt);
    return { gaps, moto, service: onlyService(answer.json()) };
  }

  it('leaves the service steady, on the task definition it had before', async () => {
    const { service } = await rolledBack();
    expect(service).toMatchObject({
      taskDefinition: oldTask,
      runningCount: 2,
      deployments: [{ rolloutState: 'COMPLETED' }],
    });
  });

  it('is told in the events, the newest first', async () => {
    const { service } = await rolledBack();
    const told = objectsIn(service['events']).map(({ message }) => String(message));
    expect(told[0]).toContain('has reached a steady state');
    expect(told.findIndex((line) => line.includes('rolling back'))).toBeLessThan(
      told.findIndex((line) => line.includes('deployment failed: tasks failed to start')),
    );
  });

  it('is in the history as rolled back, with the deployment it went back to', async () => {
    const { gaps, moto } = await rolledBack();
    const list = await send(
      gaps,
      moto,
      jsonRequest('ecs', 'ListServiceDeployments', { cluster: 'prod', service: 'web' }),
    );
    const [newest, first] = objectsIn(list.json()['serviceDeployments']);
    expect([newest?.['status'], first?.['status']]).toEqual(['ROLLBACK_SUCCESSFUL', 'SUCCESSFUL']);

    const serviceDeploymentArns = [newest?.['serviceDeploymentArn'] ?? null];
    const inFull = await send(
      gaps,
      moto,
      jsonRequest('ecs', 'DescribeServiceDeployments', { serviceDeploymentArns }),
    );
    expect(objectsIn(inFull.json()['serviceDeployments'])[0]).toMatchObject({
      rollback: { serviceRevisionArn: first?.['targetServiceRevisionArn'] },
      deploymentCircuitBreaker: { status: 'TRIGGERED' },
    });

    const serviceRevisionArns = [newest?.['targetServiceRevisionArn'] ?? null];
    const revisions = await send(
      gaps,
      moto,
      jsonRequest('ecs', 'DescribeServiceRevisions', { serviceRevisionArns }),
    );
    expect(objectsIn(revisions.json()['serviceRevisions'])[0]).toMatchObject({ taskDefinition: newTask });
  });

  it('leaves a stopped task that says why', async () => {
    const { gaps } = await rolledBack();
    const question = { cluster: 'prod', serviceName: 'web', desiredStatus: 'STOPPED' };
    const list = await send(gaps, recordedMoto({ taskArns: [] }), jsonRequest('ecs', 'ListTasks', question));
    const tasks = list.json()['taskArns'];
    const moto = recordedMoto({
      tasks: [],
      failures: Array.isArray(tasks) ? tasks.map((arn) => ({ arn })) : [],
    });
    const described = (
      await send(gaps, moto, jsonRequest('ecs', 'DescribeTasks', { cluster: 'prod', tasks }))
    ).json();
    expect(described['failures']).toEqual([]);
    expect(objectsIn(described['tasks'])).toMatchObject([
      {
        stoppedReason: 'Task failed',
        taskDefinitionArn: newTask,
        containers: [{ name: 'web', exitCode: 3 }],
      },
    ]);
  });

  it('fails for good when there is nothing to go back to', async () => {
    const memory = new ServiceMemory();
    planRollback(memory, 'eu-north-1', { cluster: 'prod', service: 'web' });
    const moto = recordedMoto({ service: fromMoto() });
    const answer = await send(createGaps({ services: memory }), moto, create);
    expect(answer.json()['service']).toMatchObject({
      runningCount: 0,
      deployments: [{ rolloutState: 'FAILED' }],
    });
  });
});
