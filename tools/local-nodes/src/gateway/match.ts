import { RuleCondition } from '@aws-sdk/client-elastic-load-balancing-v2';
import { isWithin } from '../network/address-range';
import { Listener, Rule } from './routes';

/** What of a request rules look at. */
export interface Asked {
  method: string;
  /** Without the port. */
  host: string;
  path: string;
  /** Without the question mark. */
  query: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  sourceAddress: string;
}

/** The first rule, by priority, whose conditions all hold; the default where none does. */
export function ruleFor(listener: Listener, asked: Asked): Rule | undefined {
  return listener.rules.find(({ conditions }) => conditions.every((condition) => holds(condition, asked)));
}

function holds(condition: RuleCondition, asked: Asked): boolean {
  const values = (config: { Values?: string[] } | undefined) => config?.Values ?? condition.Values ?? [];
  switch (condition.Field) {
    case 'host-header':
      return values(condition.HostHeaderConfig).some((host) => matches(host, asked.host));
    case 'path-pattern':
      return values(condition.PathPatternConfig).some((path) => matchesInCase(path, asked.path));
    case 'http-request-method':
      return values(condition.HttpRequestMethodConfig).includes(asked.method);
    case 'http-header':
      return headerHolds(condition.HttpHeaderConfig ?? {}, asked);
    case 'query-string':
      return queryHolds(condition.QueryStringConfig?.Values ?? [], asked);
    case 'source-ip':
      return values(condition.SourceIpConfig).some((range) => isWithin(range, asked.sourceAddress));
    default:
      return false;
  }
}

function headerHolds(
  { HttpHeaderName = '', Values = [] }: NonNullable<RuleCondition['HttpHeaderConfig']>,
  { headers }: Asked,
) {
  const given = [headers[HttpHeaderName.toLowerCase()] ?? []].flat();
  return Values.some((value) => given.some((each) => matches(value, each)));
}

function queryHolds(wanted: readonly { Key?: string; Value?: string }[], { query }: Asked): boolean {
  const pairs = [...new URLSearchParams(query)];
  return wanted.some(({ Key = '*', Value = '' }) =>
    pairs.some(([key, value]) => matches(Key, key) && matches(Value, value)),
  );
}

function matches(pattern: string, text: string): boolean {
  return matchesInCase(pattern.toLowerCase(), text.toLowerCase());
}

/** `*` stands for any characters, `?` for one. */
function matchesInCase(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's').test(text);
}
