import { DeleteServiceCommand, ECSClient } from '@aws-sdk/client-ecs';
import { Account } from '../account/account';
import { clientConfig } from '../account/clients';
import { DeployedService } from '../deploy-report/deployed-services';

/**
 * Takes away services that a deploy made and that did not become healthy, so that the next deploy makes them anew.
 * Terraform makes a replacement before it destroys what is replaced, and ECS has a name only once: left where it is, such a
 * service would be in its own way. Nothing leads to it: hosts wait for a healthy one.
 *
 * @returns the names of those that were taken away.
 */
export async function takeAwayUnhealthy(
  account: Account,
  services: readonly DeployedService[],
): Promise<string[]> {
  const ecs = new ECSClient(clientConfig(account));
  const unhealthy = services.filter(({ isTainted }) => isTainted);
  for (const { name, clusterArn } of unhealthy) {
    await ecs.send(new DeleteServiceCommand({ cluster: clusterArn, service: name, force: true }));
  }
  return unhealthy.map(({ name }) => name);
}
