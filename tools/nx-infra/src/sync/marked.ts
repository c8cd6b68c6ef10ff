/** The lines between which a page holds a picture that `nx sync` draws. */
export function marksOf(name: string): readonly [begin: string, end: string] {
  return [`<!-- ${name}: made by \`npx nx sync\` -->`, `<!-- /${name} -->`];
}

/** The page with this picture in its place; as it is where it has no place for it. */
export function withPicture(page: string, name: string, picture: string): string {
  const [begin, end] = marksOf(name);
  const from = page.indexOf(begin);
  const to = page.indexOf(end, from);
  if (from < 0 || to < 0) return page;
  return `${page.slice(0, from)}${begin}\n\n${picture}\n\n${page.slice(to)}`;
}
