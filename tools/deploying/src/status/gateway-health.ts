import { Service } from '@aws-sdk/client-ecs';
import {
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { Account } from '../account/account';
import { clientConfig } from '../account/clients';

/** How many of a service's targets answer their health check, and what is wrong with the others. */
export interface TargetHealth {
  readonly healthy: number;
  readonly targets: number;
  readonly problems: readonly string[];
}

/** Asks the gateway for the health of what is behind it. */
export class GatewayHealth {
  private readonly elb: ElasticLoadBalancingV2Client;

  constructor(account: Account) {
    this.elb = new ElasticLoadBalancingV2Client(clientConfig(account));
  }

  /** Targets that only finish what they have begun do not count. */
  async of({ loadBalancers = [] }: Service): Promise<TargetHealth | undefined> {
    const TargetGroupArn = loadBalancers[0]?.targetGroupArn;
    if (!TargetGroupArn) return undefined;
    const { TargetHealthDescriptions = [] } = await this.elb.send(
      new DescribeTargetHealthCommand({ TargetGroupArn }),
    );
    const states = TargetHealthDescriptions.flatMap(({ TargetHealth }) => TargetHealth ?? []).filter(
      ({ State }) => State !== 'draining',
    );
    const others = states.filter(({ State }) => State !== 'healthy');
    return {
      healthy: states.length - others.length,
      targets: states.length,
      problems: others.map(({ State, Description }) => `${State}${Description ? `: ${Description}` : ''}`),
    };
  }
}
