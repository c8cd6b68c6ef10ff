import { isRefusalOfAws } from '../account/clients';

/** The tags of something, by their keys. */
export type Tags = Readonly<Record<string, string>>;

/** What has an identity in AWS already. */
export interface Existing {
  /** `role grades-prod-web`. */
  readonly what: string;
  /** Its tags; nothing where it has none by its kind, or nobody may ask for them. */
  readonly tags?: Tags;
}

/** Something that exists, with its tags where whoever asks may see them. */
export async function withTags(what: string, ask: () => Promise<Tags>): Promise<Existing> {
  try {
    return { what, tags: await ask() };
  } catch (error) {
    if (statusOf(error) === 404) return { what, tags: {} }; // As S3 says that a bucket has no tags.
    if (isRefusalOfAws(error)) return { what };
    throw error;
  }
}

/** A list of tags, as most services write them. */
export function byKey(
  tags: readonly { Key?: string; Value?: string; key?: string; value?: string }[] = [],
): Tags {
  return Object.fromEntries(
    tags.map(({ Key, Value, key, value }) => [Key ?? key ?? '', Value ?? value ?? '']),
  );
}

/** What says whose something is, the most telling first. */
const telling = ['Repository', 'Application', 'Project', 'Owner', 'Environment', 'Name'];
const mostTags = 4;

/** What exists, and whose it is by its tags, in words: `role web (Project=grades, Owner=dotkom)`. */
export function withOwner({ what, tags }: Existing): string {
  if (tags === undefined) return what;
  const rank = ([key]: [string, string]) => (telling.includes(key) ? telling.indexOf(key) : telling.length);
  const said = Object.entries(tags)
    .sort((one, other) => rank(one) - rank(other))
    .slice(0, mostTags)
    .map(([key, value]) => `${key}=${value}`);
  return `${what} (${said.length > 0 ? said.join(', ') : 'without tags'})`;
}

export function statusOf(error: unknown): number | undefined {
  return (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
}
