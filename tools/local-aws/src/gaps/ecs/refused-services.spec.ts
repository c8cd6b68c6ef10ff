import { jsonRequest, queryRequest, recordedMoto, send } from '../testing/recorded-moto';
import { ecsRefusedServices } from './refused-services';
import { ServiceMemory } from './service-memory';

const arn = 'arn:aws:elasticloadbalancing:eu-north-1:123456789012:targetgroup/web/1';
const create = jsonRequest('ecs', 'CreateService', {
  cluster: 'prod',
  serviceName: 'web',
  loadBalancers: [{ targetGroupArn: arn }],
});
const attach = (action: string, parameter: string) =>
  queryRequest('elasticloadbalancing', action, { [parameter]: arn });

describe('ECS services', () => {
  it('are refused with a target group that no load balancer uses', async () => {
    const answer = await send([ecsRefusedServices(new ServiceMemory())], recordedMoto(), create);
    expect(answer.status).toBe(400);
    expect(answer.json()).toEqual({
      __type: 'InvalidParameterException',
      message: `The target group with targetGroupArn ${arn} does not have an associated load balancer.`,
    });
  });

  it.each([
    ['CreateRule', 'Actions.member.1.TargetGroupArn'],
    ['ModifyRule', 'Actions.member.1.ForwardConfig.TargetGroups.member.1.TargetGroupArn'],
    ['CreateListener', 'DefaultActions.member.1.TargetGroupArn'],
  ])('are made once %s has attached it', async (action, parameter) => {
    const moto = recordedMoto('<R/>', { service: {} });
    const gaps = [ecsRefusedServices(new ServiceMemory())];
    expect((await send(gaps, moto, attach(action, parameter), create)).status).toBe(200);
  });

  it('are refused under a name that is taken', async () => {
    const memory = new ServiceMemory();
    const known = { name: 'web', clusterArn: '', desiredCount: 1, sent: {}, deployments: [], events: [] };
    memory.services.set('eu-north-1/prod/web', known);
    const answer = await send([ecsRefusedServices(memory)], recordedMoto(), create);
    expect(answer.json()['message']).toBe('Creation of service was not idempotent.');
  });
});
