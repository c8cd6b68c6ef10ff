import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  ECSClient,
  ListTasksCommand,
  Service,
} from '@aws-sdk/client-ecs';
import { Part } from '@dotkom/synthesised';
import { Account } from '../account/account';
import { clientConfig } from '../account/clients';
import { PlatformFacts } from '../look/platform-facts';
import { rollbackOf, Rollout, rolloutOf } from '../deploy-report/rollout';
import { Released, ReleaseRecord } from '../releases/release-record';
import { GatewayHealth, TargetHealth } from './gateway-health';

/** How many of a service's events are told: what happened last. */
const mostEvents = 3;

/** How a service is. */
export interface ServiceStatus {
  /** False while the code has the service and the account does not. */
  readonly isDeployed: boolean;
  readonly running: number;
  readonly desired: number;
  /** What became of its newest deployment, and since when: since it is there, or since ECS began to go back. */
  readonly deployment?: { readonly state: Rollout; readonly since?: Date };
  /** The digest of the image that it runs; where its release says so, when and by whom that was recorded. */
  readonly image?: Released;
  /** A newer release that is recorded and does not run. */
  readonly waiting?: Released;
  /** What answers at the gateway; nothing for a service without one. */
  readonly health?: TargetHealth;
  /** On the AWS of this machine: nothing of its own runs, and a page stands for it. */
  readonly isStandIn: boolean;
  /** The newest first. */
  readonly events: readonly { readonly at?: Date; readonly message: string }[];
}

/** Asks ECS and the gateway how services are. */
export class ServiceStatuses {
  private readonly ecs: ECSClient;
  private readonly account: Account;
  private readonly facts: PlatformFacts;
  private readonly gateway: GatewayHealth;

  constructor(account: Account) {
    this.account = account;
    this.ecs = new ECSClient(clientConfig(account));
    this.facts = new PlatformFacts(account);
    this.gateway = new GatewayHealth(account);
  }

  async of({ ecsService, clusterParameter, release, name }: Part): Promise<ServiceStatus> {
    const cluster = await this.facts.value(clusterParameter);
    const service = cluster && ecsService && (await this.service(cluster, ecsService));
    if (!service) return notDeployed;
    const { runningCount = 0, desiredCount = 0, deployments = [] } = service;
    const deployed = deployments.find(({ status }) => status === 'PRIMARY')?.createdAt;
    const rollback = rollbackOf(service, deployed ?? new Date(0));
    const [digest, releases] = await Promise.all([
      this.digest(service, name),
      release === undefined ? [] : new ReleaseRecord(this.account, release).history(),
    ]);
    const newest = releases.at(-1);
    return {
      isDeployed: true,
      running: runningCount,
      desired: desiredCount,
      deployment: {
        state: rolloutOf(service, deployed ?? new Date(0)),
        since: rollback ? rollback.createdAt : deployed,
      },
      image:
        digest === undefined
          ? undefined
          : (releases.findLast((each) => each.digest === digest) ?? { digest }),
      ...(newest && newest.digest !== digest && { waiting: newest }),
      health: await this.gateway.of(service),
      isStandIn: this.account.isLocal && runningCount > 0 && !(await this.hasTasks(cluster, service)),
      events: (service.events ?? []).slice(0, mostEvents).map(({ createdAt, message = '' }) => ({
        at: createdAt,
        message: message.replace(/^\(service [^)]*\) /, ''),
      })),
    };
  }

  private async service(cluster: string, name: string): Promise<Service | undefined> {
    const { services = [] } = await this.ecs.send(new DescribeServicesCommand({ cluster, services: [name] }));
    return services.find(({ status }) => status !== 'INACTIVE');
  }

  /** The digest by which the task definition names the image of the service's own container. */
  private async digest({ taskDefinition }: Service, container: string): Promise<string | undefined> {
    const { taskDefinition: { containerDefinitions = [] } = {} } = await this.ecs.send(
      new DescribeTaskDefinitionCommand({ taskDefinition }),
    );
    const own = containerDefinitions.find(({ name }) => name === container) ?? containerDefinitions[0];
    return /@(sha256:[0-9a-f]+)$/.exec(own?.image ?? '')?.[1];
  }

  private async hasTasks(cluster: string, { serviceName }: Service): Promise<boolean> {
    const { taskArns = [] } = await this.ecs.send(new ListTasksCommand({ cluster, serviceName }));
    return taskArns.length > 0;
  }
}

const notDeployed: ServiceStatus = {
  isDeployed: false,
  running: 0,
  desired: 0,
  isStandIn: false,
  events: [],
};
