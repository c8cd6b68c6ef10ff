import { setTimeout as sleep } from 'node:timers/promises';
import { DescribeServicesCommand, ECSClient } from '@aws-sdk/client-ecs';
import { Account } from '../account/account';
import { clientConfig } from '../account/clients';
import { DeployedService } from './deployed-services';
import { Rollout, rolloutOf } from './rollout';

/** How long ECS may take to say that a deployment is done, once all tasks run: the health checks of a slow service. */
const patienceMilliseconds = 10 * 60_000;

export interface Patience {
  readonly pauseMilliseconds: number;
  /** The time in milliseconds. */
  readonly now: () => number;
}

/**
 * The services that do not run what a deploy has just given them, by name: ECS went back, could not even do that, or is not
 * done after ten minutes. Terraform is content once as many tasks run as should (terraform-provider-aws#19519).
 *
 * @param since when the deploy began.
 */
export async function unsettledServices(
  account: Account,
  services: readonly DeployedService[],
  since: Date,
  { pauseMilliseconds, now }: Patience = { pauseMilliseconds: 5000, now: Date.now },
): Promise<string[]> {
  const ecs = new ECSClient(clientConfig(account));
  const latest = now() + patienceMilliseconds;
  const settle = async (service: DeployedService): Promise<Rollout> => {
    for (;;) {
      const rollout = await rolloutNow(ecs, service, since);
      if (rollout !== 'going on' || now() >= latest) return rollout;
      await sleep(pauseMilliseconds);
    }
  };
  const rollouts = await Promise.all(services.map(settle));
  return services.filter((_, index) => rollouts[index] !== 'completed').map(({ name }) => name);
}

/** A service that is not there any more has nothing to run. */
async function rolloutNow(
  ecs: ECSClient,
  { name, clusterArn }: DeployedService,
  since: Date,
): Promise<Rollout> {
  const command = new DescribeServicesCommand({ cluster: clusterArn, services: [name] });
  const { services: [service] = [] } = await ecs.send(command);
  return service ? rolloutOf(service, since) : 'completed';
}
