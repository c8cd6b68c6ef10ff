import { JsonObject } from '../../proxy/json';
import { RememberedService } from './service-memory';

/** A task that is run once. */
export interface TaskOrder {
  clusterArn: string;
  taskDefinition: JsonObject;
  startedBy?: string;
  /** Environment and commands that differ from the task definition's, as RunTask takes them. */
  overrides?: JsonObject;
}

/**
 * Who runs tasks. Everything that is known of services, deployments and tasks stands in the memory, from which the API
 * is answered; scheduling is what moves it.
 */
export interface Scheduling {
  /** A deployment has begun: it is the first in the service's list. */
  deploy(service: RememberedService): Promise<void>;
  /** The service wants another number of tasks. */
  scale(service: RememberedService): Promise<void>;
  /** The service is deleted: none of its tasks goes on. */
  remove(service: RememberedService): Promise<void>;
  /** Starts a task, and gives it as RunTask answers it. */
  runTask(order: TaskOrder): Promise<JsonObject>;
  /** Asks a task to end; nothing when it is not one that runs. */
  stopTask(taskArn: string, reason: string): Promise<JsonObject | undefined>;
}
