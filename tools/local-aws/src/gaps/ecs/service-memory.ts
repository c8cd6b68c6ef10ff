import { AwsRequest } from '../../proxy/aws-request';
import { Json, JsonObject, jsonOf, text } from '../../proxy/json';

/** How a deployment is, in the words of ECS's DescribeServiceDeployments. */
export type Outcome =
  | 'IN_PROGRESS'
  | 'SUCCESSFUL'
  | 'STOPPED'
  | 'ROLLBACK_IN_PROGRESS'
  | 'ROLLBACK_SUCCESSFUL'
  | 'ROLLBACK_FAILED';

/** How many tasks of a deployment there are. */
export interface TaskCounts {
  running: number;
  pending: number;
  /** How many have failed since the last one that became healthy. */
  failed: number;
}

/** One deployment of a service. */
export interface Deployment {
  id: string;
  /** Seconds, as ECS counts them. */
  at: number;
  /** When it came to its end, whichever. */
  endedAt?: number;
  taskDefinition: string;
  outcome: Outcome;
  /** The deployment that was there before, to which a failed one goes back. */
  before?: string;
  reason?: string;
  /** No node has room for its tasks: none is started before one has. */
  waitsForRoom?: true;
  /** @default all tasks that are desired run: they are stand-ins */
  counts?: TaskCounts;
}

/** Asked for by a test: the next deployment of a service fails like this. */
export interface PlannedRollback {
  /** Why a task of the failed deployment stopped. */
  stoppedReason: string;
  exitCode: number;
  containerReason?: string;
}

/** What is known of a service beyond what moto keeps. */
export interface RememberedService {
  name: string;
  clusterArn: string;
  desiredCount: number;
  /** Everything that CreateService and the UpdateServices after it sent. */
  sent: JsonObject;
  /** The newest first. */
  deployments: Deployment[];
  /** The newest first. */
  events: JsonObject[];
}

/** What went through the proxy: services, each under `region/cluster/service`, and tasks by their ARN. */
export class ServiceMemory {
  readonly services = new Map<string, RememberedService>();
  readonly plannedRollbacks = new Map<string, PlannedRollback>();
  /** Every task, the newest last: as DescribeTasks answers it. */
  readonly tasks = new Map<string, JsonObject>();

  /** Keeps what is newly known of a task; of those that have stopped, the newest. */
  keepTask(task: JsonObject): void {
    this.tasks.set(text(task['taskArn']) ?? '', task);
    if (this.tasks.size <= mostTasks) return;
    const stopped = [...this.tasks].find(([, { lastStatus }]) => lastStatus === 'STOPPED');
    if (stopped) this.tasks.delete(stopped[0]);
  }
}

const mostTasks = 500;

/** The key of a service by its ARN, `arn:aws:ecs:<region>:<account>:service/<cluster>/<service>`. */
export function keyOfArn(arn: Json | undefined): string {
  const [, , , region, , resource = ''] = (text(arn) ?? '').split(':');
  return `${region}/${resource.split('/').slice(1, 3).join('/')}`;
}

/** The key of the service that a request is for; clusters and services are given by name or by ARN. */
export function keyOfRequest(request: AwsRequest): string {
  const body = jsonOf(request);
  const service = text(body['serviceName']) ?? text(body['service']);
  return `${request.region}/${lastPart(text(body['cluster']) ?? 'default')}/${lastPart(service ?? '')}`;
}

/** A name, also where it was given as an ARN. */
export function lastPart(nameOrArn: string): string {
  return nameOrArn.slice(nameOrArn.lastIndexOf('/') + 1);
}
