/** Whether every address of the second network is one of the first: `contains('10.0.0.0/16', '10.0.1.0/24')`. */
export function contains(outer: string, inner: string): boolean {
  const [out, within] = [range(outer), range(inner)];
  return out.first <= within.first && within.last <= out.last;
}

/** Whether two networks have an address in common. */
export function overlaps(one: string, other: string): boolean {
  const [a, b] = [range(one), range(other)];
  return a.first <= b.last && b.first <= a.last;
}

function range(cidr: string): { first: number; last: number } {
  const [address = '', prefix = '32'] = cidr.split('/');
  const value = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = 2 ** (32 - Number(prefix));
  const first = Math.floor(value / size) * size;
  return { first, last: first + size - 1 };
}
