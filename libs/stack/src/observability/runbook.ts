import { organisation } from '../organisation';

/** The pages of docs/runbooks that an alarm or a message may send a person to. A test sees that each exists. */
export const runbooks = [
  'nat-broken',
  'node-image',
  'unhealthy-hosts',
  'dead-letters',
  'gateway-errors',
  'cpu-credits',
  'drain-stuck',
  'node-pool-full',
  'node-lost',
  'deploy-rolled-back',
  'tasks-do-not-start',
  'database-full',
  'database-connections',
  'database-events',
  'budget',
  'database-reconciler',
] as const;

export type Runbook = (typeof runbooks)[number];

/** Where a person reads a runbook. */
export function runbookUrl(runbook: Runbook): string {
  return `https://github.com/${organisation.repository}/blob/main/docs/runbooks/${runbook}.md`;
}
