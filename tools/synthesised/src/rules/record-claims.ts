import { Resource, resourcesOf, SynthesisedStack } from '../stack/synthesised-stack';
import { recordClaimedTwice } from './errors';

/**
 * The rule that a name in DNS has one record of a type in the whole workspace: Route 53 refuses a second one, and only
 * when it is deployed. Records that prove a certificate are left out: whoever asks for the same name gets the same one.
 */
export function recordClaims(stacks: readonly SynthesisedStack[]): string[] {
  const claims = new Map<string, Resource[]>();
  for (const record of stacks.flatMap((stack) => resourcesOf(stack, 'aws_route53_record'))) {
    const { name, type, allow_overwrite: shared, set_identifier: oneOfSeveral } = record.config;
    if (shared || oneOfSeveral || typeof name !== 'string' || name.includes('${')) continue;
    const key = `${type} ${name.toLowerCase()}`;
    claims.set(key, [...(claims.get(key) ?? []), record]);
  }
  return [...claims]
    .filter(([, records]) => records.length > 1)
    .map(([key, records]) =>
      recordClaimedTwice(
        key,
        records.map(({ constructPath }) => constructPath),
      ),
    );
}
