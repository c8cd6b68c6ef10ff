/** Ports of one protocol, or everything of every protocol. */
export interface Ports {
  readonly protocol: string;
  readonly first: number;
  readonly last: number;
}

export const everything: Ports = { protocol: 'any', first: 0, last: 65535 };

/** The ports that are in both. */
export function common(some: readonly Ports[], others: readonly Ports[]): Ports[] {
  return some.flatMap((one) => others.flatMap((other) => commonOf(one, other)));
}

function commonOf(one: Ports, other: Ports): Ports[] {
  if (one.protocol === everything.protocol) return [other];
  if (other.protocol === everything.protocol) return [one];
  const [first, last] = [Math.max(one.first, other.first), Math.min(one.last, other.last)];
  return one.protocol === other.protocol && first <= last ? [{ protocol: one.protocol, first, last }] : [];
}

/** Ports as a person reads them: `80, 443, 32768-60999`, `udp 53`, `everything`, `nothing`. */
export function inWords(ports: readonly Ports[]): string {
  if (ports.some(({ protocol }) => protocol === everything.protocol)) return 'everything';
  const words = merged(ports).map(({ protocol, first, last }) => {
    const range = first === last ? String(first) : `${first}-${last}`;
    return protocol === 'tcp' ? range : `${protocol} ${range}`;
  });
  return words.join(', ') || 'nothing';
}

function merged(ports: readonly Ports[]): Ports[] {
  const sorted = [...ports].sort(
    (one, other) => one.protocol.localeCompare(other.protocol) || one.first - other.first,
  );
  return sorted.reduce<Ports[]>((before, next) => {
    const last = before.at(-1);
    if (last?.protocol !== next.protocol || next.first > last.last + 1) return [...before, next];
    return [...before.slice(0, -1), { ...last, last: Math.max(last.last, next.last) }];
  }, []);
}
