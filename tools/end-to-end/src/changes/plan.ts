import { refusedChanges } from '@dotkom/deploying';
import { ResourceChange } from './terraform';

/** What a plan does to the resources of a type: `update`, `create,delete` (the new one first), ... */
export function actionsOn(changes: readonly ResourceChange[], type: string): string[] {
  return changes
    .filter((change) => change.type === type)
    .map(({ change }) => change.actions.join())
    .sort();
}

/** The addresses of what a plan changes, whatever it does to it. */
export function addressesIn(changes: readonly ResourceChange[]): string[] {
  return changes.map(({ address }) => address).sort();
}

/** Why a deploy refuses a plan; nothing where it does not. */
export function refusals(changes: readonly ResourceChange[]): string[] {
  const planned = changes.map(({ address, change, action_reason }) => ({
    address,
    constructPath: address,
    action:
      change.actions.length > 1
        ? ('replace' as const)
        : (change.actions[0] as 'create' | 'update' | 'delete'),
    reason: action_reason === 'replace_because_tainted' ? 'tainted' : undefined,
    attributes: [],
  }));
  return refusedChanges(planned, new Map(changes.map(({ address, change }) => [address, change])));
}
