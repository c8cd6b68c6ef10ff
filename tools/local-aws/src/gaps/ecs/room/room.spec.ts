import { JsonObject, objectsIn } from '../../../proxy/json';
import { Gap } from '../../gap';
import { createGaps } from '../../index';
import { jsonRequest, queryRequest, recordedMoto, send } from '../../testing/recorded-moto';
import { ServiceMemory } from '../service-memory';

const arn = (what: string) => `arn:aws:ecs:eu-north-1:123456789012:${what}`;
const userData = Buffer.from('ECS_CLUSTER=prod\nECS_RESERVED_MEMORY=200\n').toString('base64');

/** A pool of t4g.small with at most so many nodes, as Terraform makes it. */
async function pool(gaps: Gap[], most: number): Promise<void> {
  const moto = recordedMoto('<r><launchTemplateId>lt-1</launchTemplateId></r>', '<r/>', {});
  await send(
    gaps,
    moto,
    queryRequest('ec2', 'CreateLaunchTemplate', {
      'LaunchTemplateData.InstanceType': 't4g.small',
      'LaunchTemplateData.UserData': userData,
    }),
    group('CreateAutoScalingGroup', most),
    jsonRequest('ecs', 'CreateCapacityProvider', {
      name: 'arm64',
      autoScalingGroupProvider: {
        autoScalingGroupArn:
          'arn:aws:autoscaling:eu-north-1:123456789012:autoScalingGroup:1:autoScalingGroupName/arm64',
        managedScaling: { status: 'ENABLED', targetCapacity: 90 },
      },
    }),
  );
}

const group = (action: string, most: number) =>
  queryRequest('autoscaling', action, {
    AutoScalingGroupName: 'arm64',
    MinSize: '1',
    MaxSize: String(most),
    'LaunchTemplate.LaunchTemplateId': 'lt-1',
    VPCZoneIdentifier: 'subnet-1,subnet-2,subnet-3',
  });

interface Asked {
  readonly revision?: number;
  readonly memory?: number;
  readonly count?: number;
  readonly action?: 'CreateService' | 'UpdateService';
}

/** A deploy of a service, of a task of so much memory. Gives the service as ECS would describe it. */
async function deploy(gaps: Gap[], name: string, asked: Asked = {}): Promise<JsonObject> {
  const { revision = 1, memory = 1024, count = 1, action = 'CreateService' } = asked;
  const taskDefinition = {
    taskDefinitionArn: arn(`task-definition/${name}:${revision}`),
    memory: String(memory),
    networkMode: 'bridge',
    containerDefinitions: [{ name, cpu: 128, memory, portMappings: [{ containerPort: 3000, hostPort: 0 }] }],
  };
  const service = {
    serviceArn: arn(`service/prod/${name}`),
    serviceName: name,
    clusterArn: arn('cluster/prod'),
    status: 'ACTIVE',
    desiredCount: count,
    taskDefinition: taskDefinition.taskDefinitionArn,
  };
  const moto = recordedMoto({ taskDefinition }, { service }, { services: [service] });
  const answer = await send(
    gaps,
    moto,
    jsonRequest('ecs', 'RegisterTaskDefinition', {}),
    jsonRequest('ecs', action, {
      cluster: 'prod',
      ...(action === 'CreateService' ? { serviceName: name } : { service: name }),
      taskDefinition: service.taskDefinition,
      desiredCount: count,
      capacityProviderStrategy: [{ capacityProvider: 'arm64', weight: 1 }],
      placementStrategy: [{ type: 'binpack', field: 'memory' }],
    }),
    jsonRequest('ecs', 'DescribeServices', { cluster: 'prod', services: [name] }),
  );
  return objectsIn(answer.json()['services'])[0] ?? {};
}

const described = async (gaps: Gap[], name: string, count = 1): Promise<JsonObject> => {
  const service = {
    serviceArn: arn(`service/prod/${name}`),
    serviceName: name,
    status: 'ACTIVE',
    desiredCount: count,
  };
  const answer = await send(
    gaps,
    recordedMoto({ services: [service] }),
    jsonRequest('ecs', 'DescribeServices', {}),
  );
  return objectsIn(answer.json()['services'])[0] ?? {};
};

const events = (service: JsonObject) => objectsIn(service['events']).map(({ message }) => String(message));

describe('a service on the AWS of this machine', () => {
  it('runs where its pool may have nodes for it', async () => {
    const gaps = createGaps();
    await pool(gaps, 2);
    expect(await deploy(gaps, 'web')).toMatchObject({ runningCount: 1, pendingCount: 0 });
    expect(await deploy(gaps, 'rpc')).toMatchObject({
      runningCount: 1,
      deployments: [{ rolloutState: 'COMPLETED' }],
    });
  });

  it('waits where it has none, and says so in the words of ECS', async () => {
    const gaps = createGaps();
    await pool(gaps, 1);
    await deploy(gaps, 'web');
    const waiting = await deploy(gaps, 'rpc');
    expect(waiting).toMatchObject({
      runningCount: 0,
      pendingCount: 1,
      deployments: [{ status: 'PRIMARY', rolloutState: 'IN_PROGRESS', runningCount: 0 }],
    });
    expect(events(waiting)[0]).toMatch(
      /^\(service rpc\) was unable to place a task because no container instance met all of its requirements\. The closest matching \(container-instance \w+\) has insufficient memory available\./,
    );
  });

  it('cannot be deployed again where a new task has no room beside the old one, which goes on', async () => {
    const gaps = createGaps();
    await pool(gaps, 1);
    await deploy(gaps, 'web');
    const waiting = await deploy(gaps, 'web', { action: 'UpdateService', revision: 2 });
    expect(waiting).toMatchObject({ runningCount: 1, pendingCount: 1 });
    expect(
      objectsIn(waiting['deployments']).map(({ rolloutState, runningCount }) => [rolloutState, runningCount]),
    ).toEqual([
      ['IN_PROGRESS', 0],
      ['COMPLETED', 1],
    ]);
    expect(events(waiting)[0]).toContain('was unable to place a task');
  });

  it('goes on once there may be more nodes, or less runs', async () => {
    const gaps = createGaps();
    await pool(gaps, 1);
    await deploy(gaps, 'web');
    await deploy(gaps, 'rpc');
    await send(gaps, recordedMoto('<r/>'), group('UpdateAutoScalingGroup', 2));
    const placed = await described(gaps, 'rpc');
    expect(placed).toMatchObject({
      runningCount: 1,
      pendingCount: 0,
      deployments: [{ rolloutState: 'COMPLETED' }],
    });
    expect(events(placed)[0]).toContain('has reached a steady state');

    const small = createGaps();
    await pool(small, 1);
    await deploy(small, 'web');
    await deploy(small, 'rpc');
    await deploy(small, 'web', { action: 'UpdateService', revision: 2, memory: 256 });
    expect(await described(small, 'rpc')).toMatchObject({ pendingCount: 0, runningCount: 1 });
  });

  it('waits with its first release as with its creation: before it no task ran', async () => {
    const gaps = createGaps();
    await pool(gaps, 1);
    await deploy(gaps, 'web');
    await deploy(gaps, 'rpc', { count: 0 });
    expect(await deploy(gaps, 'rpc', { action: 'UpdateService', revision: 2 })).toMatchObject({
      runningCount: 0,
      pendingCount: 1,
    });
  });

  it('waits for the second task that finds no room', async () => {
    const gaps = createGaps();
    await pool(gaps, 1);
    await deploy(gaps, 'web');
    const waiting = await deploy(gaps, 'web', { action: 'UpdateService', revision: 2, count: 2 });
    expect(events(waiting)[0]).toContain('was unable to place a task');
  });

  it('runs on a pool of which nothing is known, as before', async () => {
    const services = new ServiceMemory();
    expect(await deploy(createGaps({ services }), 'web', { memory: 9000 })).toMatchObject({
      runningCount: 1,
    });
  });
});
