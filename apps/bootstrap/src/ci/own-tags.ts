/** Whose a thing is, as the tags of every stack say it. */
export interface Owned {
  readonly application: string;
  readonly environment: string;
}

/**
 * The tags that every stack puts on its things, as a condition: `RequestTag` is what a call says of a new thing,
 * `ResourceTag` what the thing says of itself.
 */
export function ownTags(
  kind: 'RequestTag' | 'ResourceTag',
  { application, environment }: Owned,
): Record<string, string> {
  return { [`aws:${kind}/Application`]: application, [`aws:${kind}/Environment`]: environment };
}
