/**
 * Whether EventBridge would match an event to a pattern, as far as the patterns here go: every field of the pattern is in
 * the event, and one of its values is what the event has, or has among others, or begins it (`prefix`).
 * Source: EventBridge user guide, event patterns.
 */
export function matches(pattern: unknown, event: unknown): boolean {
  if (Array.isArray(pattern)) {
    return [event].flat().some((value) => pattern.some((allowed) => allows(allowed, value)));
  }
  if (!isObject(pattern) || !isObject(event)) return false;
  return Object.entries(pattern).every(([field, inner]) => field in event && matches(inner, event[field]));
}

function allows(allowed: unknown, value: unknown): boolean {
  if (!isObject(allowed)) return allowed === value;
  const [[operator, operand] = []] = Object.entries(allowed);
  if (operator !== 'prefix') throw new Error(`The matcher does not know '${operator}'.`);
  return typeof value === 'string' && value.startsWith(String(operand));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What EventBridge sends: the template with the event's values, each line without the quotes around it. */
export function message(
  transformer: { input_paths: Record<string, string>; input_template: string },
  event: unknown,
): string {
  const valueAt = (path: string) =>
    path
      .replace(/^\$\./, '')
      .split(/[.[\]]+/)
      .filter(Boolean)
      .reduce((value: any, key) => value?.[key], event);
  return transformer.input_template
    .split('\n')
    .map((line) => JSON.parse(line) as string)
    .join('\n')
    .replace(/<(\w+)>/g, (_, name: string) => {
      const path = transformer.input_paths[name];
      if (path === undefined) throw new Error(`The message has <${name}>, and nothing says what that is.`);
      return String(valueAt(path) ?? '');
    });
}
