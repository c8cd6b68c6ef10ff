const patterns = new Map<string, RegExp>();

/** Whether a pattern covers a text: `*` is any text, `?` is one character. */
export function covers(pattern: string, text: string, caseless = false): boolean {
  const key = `${caseless} ${pattern}`;
  let found = patterns.get(key);
  if (!found) {
    const literal = pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replace(/\*/g, '.*')
      .replace(/\?/g, '.');
    patterns.set(key, (found = new RegExp(`^${literal}$`, caseless ? 'is' : 's')));
  }
  return found.test(text);
}

/** Whether a pattern of actions covers one: they have no case. */
export function coversAction(pattern: string, action: string): boolean {
  return covers(pattern, action, true);
}

/**
 * Whether a pattern of ARNs covers one. The five parts before the resource are compared one by one; within the resource only
 * a `*` at the end of all crosses colons, because what AWS makes of another is said nowhere. A question about a thing that
 * has no name yet (`certificate/*`) is covered by what covers all of them.
 */
export function coversArn(pattern: string, arn: string): boolean {
  if (pattern === '*') return true;
  if (arn === '*') return false;
  const [one, other] = [split(pattern), split(arn)];
  return one.every((part, at) =>
    at < 5 ? covers(part, other[at] ?? '') && !/\*.*:/.test(part) : coversResource(part, other[at] ?? ''),
  );
}

function split(arn: string): string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}

const resources = new Map<string, RegExp>();

function coversResource(pattern: string, resource: string): boolean {
  let found = resources.get(pattern);
  if (!found) {
    const literal = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\?/g, '.');
    const inner = literal
      .replace(/\*(?!$)/g, '[^:]*')
      .replace(/\*$/, '.*')
      .replace('[^:].*', '[^:]*');
    resources.set(pattern, (found = new RegExp(`^${inner}$`, 's')));
  }
  return found.test(resource);
}
