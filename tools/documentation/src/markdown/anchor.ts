/** The name by which GitHub knows a heading: its letters, digits, hyphens and underscores; a second of one name has a number. */
export function anchorOf(heading: string, others: readonly string[]): string {
  const name = heading
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '')
    .replaceAll(' ', '-');
  let anchor = name;
  for (let count = 1; others.includes(anchor); count++) anchor = `${name}-${count}`;
  return anchor;
}
