import { objectsIn } from '../../proxy/json';
import { ecsCapacityProviders } from './capacity-providers';
import { jsonRequest, recordedMoto, send } from '../testing/recorded-moto';

const fromMoto = {
  name: 'arm64',
  autoScalingGroupProvider: { autoScalingGroupArn: 'arn:asg', managedTerminationProtection: 'DISABLED' },
};
const create = jsonRequest('ecs', 'CreateCapacityProvider', {
  name: 'arm64',
  autoScalingGroupProvider: { autoScalingGroupArn: 'arn:asg', managedTerminationProtection: 'ENABLED' },
});
const describeAll = jsonRequest('ecs', 'DescribeCapacityProviders', {});

describe('ECS capacity providers', () => {
  it('are all described when none is named', async () => {
    const moto = recordedMoto(
      { capacityProvider: fromMoto },
      { capacityProviders: [fromMoto], failures: [] },
    );
    const answer = await send([ecsCapacityProviders()], moto, create, describeAll);
    expect(JSON.parse(String(moto.asked[1]?.body))).toEqual({ capacityProviders: ['arm64'] });
    expect(objectsIn(answer.json()['capacityProviders'])).toHaveLength(1);
  });

  it('drain unless told not to, and keep what was sent', async () => {
    const update = jsonRequest('ecs', 'UpdateCapacityProvider', {
      name: 'arm64',
      autoScalingGroupProvider: { managedDraining: 'DISABLED' },
    });
    const moto = recordedMoto({ capacityProvider: fromMoto }, { capacityProvider: fromMoto });
    const gaps = [ecsCapacityProviders()];
    const made = (await send(gaps, moto, create)).json()['capacityProvider'];
    expect(made).toMatchObject({
      autoScalingGroupProvider: { managedDraining: 'ENABLED', managedTerminationProtection: 'ENABLED' },
    });
    const changed = (await send(gaps, moto, update)).json()['capacityProvider'];
    expect(changed).toMatchObject({
      autoScalingGroupProvider: { managedDraining: 'DISABLED', managedTerminationProtection: 'ENABLED' },
    });
  });
});
