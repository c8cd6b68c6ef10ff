import { Statement } from '@dotkom/stack';

/**
 * Whatever runs with a task role of its own and can be given permissions: a web service, a worker, a job. Constructs
 * that others use give them by intent: `bucket.grantRead(service)`, never by a policy in an application's file.
 */
export interface Grantee {
  /** Adds to what its task role may do. What is granted twice is granted once. */
  allow(statement: Statement): void;
}
