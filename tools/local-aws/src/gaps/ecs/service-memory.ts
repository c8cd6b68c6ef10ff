import type { AwsRequest } from '../../proxy/aws-request';
import { type Json, type JsonObject, jsonOf, text } from '../../proxy/json';

/** How one deployment of a service ended. None of them takes time here. */
export interface Deployment {
  id: string;
  /** Seconds, as ECS counts them. */
  at: number;
  taskDefinition: string;
  outcome: 'SUCCESSFUL' | 'ROLLBACK_SUCCESSFUL' | 'ROLLBACK_FAILED';
  /** The deployment that was there before, to which a failed one goes back. */
  before?: string;
  reason?: string;
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
  /** Everything that CreateService and the UpdateServices after it sent. */
  sent: JsonObject;
  deployments: Deployment[];
  events: JsonObject[];
  stoppedTasks: JsonObject[];
}

/** The services that went through the proxy, each under `region/cluster/service`. */
export class ServiceMemory {
  readonly services = new Map<string, RememberedService>();
  readonly plannedRollbacks = new Map<string, PlannedRollback>();

  /** The service, made when it is not there. */
  of(key: string): RememberedService {
    const known = this.services.get(key) ?? { sent: {}, deployments: [], events: [], stoppedTasks: [] };
    this.services.set(key, known);
    return known;
  }
}

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

function lastPart(nameOrArn: string): string {
  return nameOrArn.slice(nameOrArn.lastIndexOf('/') + 1);
}
