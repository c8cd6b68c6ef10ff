/** The first number of a range that fulfils something that all above it are taken to fulfil too; none where the last does not. */
export function first(from: number, to: number, fulfils: (value: number) => boolean): number | undefined {
  if (from > to || !fulfils(to)) return undefined;
  let [low, high] = [from, to];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (fulfils(middle)) high = middle;
    else low = middle + 1;
  }
  return high;
}
