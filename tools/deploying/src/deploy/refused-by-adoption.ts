import { distributionsBefore, EnvironmentAdoption } from '@dotkom/stack/adoption';
import { ChangeRepresentation } from '../terraform/differences';
import { Change } from '../terraform/plan-summary';
import { heldAliasGoes, heldRecordGoes } from './errors';

interface Values {
  readonly name?: string;
  readonly type?: string;
  readonly aliases?: readonly string[] | null;
}

/**
 * Why a plan must not be applied, by what adoption.json holds: it would delete a record that leads people to the site before, or
 * take a host off its distribution before another has it.
 *
 * @param flip the command that flips a host, without its name; nothing for the plan of such a flip.
 */
export function refusedByAdoption(
  changes: readonly Change[],
  details: ReadonlyMap<string, ChangeRepresentation>,
  { hosts = {} }: EnvironmentAdoption,
  flip?: string,
): string[] {
  const held = Object.entries(hosts).filter(([, { is }]) => is === 'held');
  return changes.flatMap((change) => {
    const before = (details.get(change.address)?.before ?? {}) as Values;
    const after = (details.get(change.address)?.after ?? {}) as Values;
    if (/(^|\.)aws_route53_record\./.test(change.address)) {
      if (!['delete', 'replace'].includes(change.action)) return [];
      return held
        .filter(([host, adopted]) => before.name === host && Object.hasOwn(adopted.before, before.type ?? ''))
        .map(([host]) => heldRecordGoes(change, `${before.type} ${host}`));
    }
    if (!/(^|\.)aws_cloudfront_distribution\./.test(change.address)) return [];
    if (flip === undefined) return [];
    return held
      .filter(([, adopted]) => distributionsBefore(adopted).length > 0)
      .filter(([host]) => before.aliases?.includes(host) && !after.aliases?.includes(host))
      .map(([host]) => heldAliasGoes(change.constructPath, host, flip));
  });
}
