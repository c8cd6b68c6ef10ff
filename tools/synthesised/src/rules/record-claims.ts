import { Resource, resourcesOf, SynthesisedStack } from '../stack/synthesised-stack';
import { recordClaimedTwice } from './errors';
import { hostsClaimedTwice } from './gateway-claims';

/**
 * The rule that a name in DNS has one record of a type in the whole workspace: Route 53 refuses a second one, and only
 * when it is deployed. Records that prove a certificate are left out: whoever asks for the same name gets the same one. So
 * are those of hosts that several claim, of which the rule of hosts speaks.
 */
export function recordClaims(stacks: readonly SynthesisedStack[]): string[] {
  const claims = new Map<string, Resource[]>();
  for (const record of stacks.flatMap((stack) => resourcesOf(stack, 'aws_route53_record'))) {
    const { name, type, allow_overwrite: shared, set_identifier: oneOfSeveral } = record.config;
    if (shared || oneOfSeveral || typeof name !== 'string' || name.includes('${')) continue;
    const key = `${type} ${name.toLowerCase()}`;
    claims.set(key, [...(claims.get(key) ?? []), record]);
  }
  const told = hostsClaimedTwice(stacks);
  return [...claims]
    .filter(([key, records]) => records.length > Math.max(1, told.get(nameIn(key)) ?? 0))
    .map(([key, records]) =>
      recordClaimedTwice(
        key,
        records.map(({ constructPath }) => constructPath),
      ),
    );
}

function nameIn(key: string): string {
  return key.slice(key.indexOf(' ') + 1);
}
