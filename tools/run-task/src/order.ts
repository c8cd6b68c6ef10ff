import { noOrder } from './errors';

/** Which task to run, and where: what a OneOffTask of libs/service orders. */
export interface Order {
  readonly cluster: string;
  readonly taskDefinition: string;
  readonly capacityProvider: string;
  /** The container whose end is the task's. */
  readonly container: string;
  readonly logGroup: string;
  readonly timeoutSeconds: number;
}

/** Reads the order. @throws UserError when there is none. */
export function readOrder(env: NodeJS.ProcessEnv): Order {
  if (!env['RUN_TASK']) throw noOrder();
  return JSON.parse(env['RUN_TASK']);
}
