/** Whether some text fits two patterns at once, in which `*` is any text and `?` one character. */
export function meet(one: string, other: string): boolean {
  const known = new Map<string, boolean>();
  const from = (i: number, j: number): boolean => {
    const key = `${i} ${j}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    known.set(key, false);
    const [a, b] = [one[i], other[j]];
    const result =
      a === undefined && b === undefined
        ? true
        : a === '*'
          ? from(i + 1, j) || (b !== undefined && from(i, j + 1))
          : b === '*'
            ? from(i, j + 1) || (a !== undefined && from(i + 1, j))
            : a !== undefined && b !== undefined && (a === b || a === '?' || b === '?') && from(i + 1, j + 1);
    known.set(key, result);
    return result;
  };
  return from(0, 0);
}
