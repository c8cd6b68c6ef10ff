import { resourcesOf, SynthesisedStack } from '@dotkom/synthesised';
import { Change } from '../terraform/plan-summary';

/** The records of a host in stacks as they were synthesised, by their addresses. */
export function recordsOf(stacks: readonly SynthesisedStack[], host: string): ReadonlySet<string> {
  const records = stacks.flatMap((stack) => resourcesOf(stack, 'aws_route53_record'));
  return new Set(records.filter(({ config }) => config.name === host).map(({ address }) => address));
}

/**
 * What of a plan does more than lead a host elsewhere: everything but its records, in place, and the names that a
 * distribution answers to.
 *
 * @param records the addresses of the host's records.
 */
export function beyondHost(changes: readonly Change[], records: ReadonlySet<string>): Change[] {
  return changes.filter((change) => !(leadsElsewhere(change, records) || changesAliases(change)));
}

/** A record that goes is one for IPv6 that a gateway has no answer for, or comes back when the host goes back. */
function leadsElsewhere({ action, address, isAdopted }: Change, records: ReadonlySet<string>): boolean {
  return records.has(address) && !isAdopted && ['update', 'create', 'delete'].includes(action);
}

function changesAliases({ action, address, attributes }: Change): boolean {
  return (
    action === 'update' &&
    /(^|\.)aws_cloudfront_distribution\./.test(address) &&
    attributes.every(({ path }) => /^aliases\b/.test(path))
  );
}
