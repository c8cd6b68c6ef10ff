/** The lines between which a page holds what a command makes: a picture, unless another is named. */
export function marksOf(name: string, command = 'npx nx sync'): readonly [begin: string, end: string] {
  return [`<!-- ${name}: made by \`${command}\` -->`, `<!-- /${name} -->`];
}

/** The page with this picture in its place; as it is where it has no place for it. */
export function withPicture(page: string, name: string, picture: string, command?: string): string {
  const [begin, end] = marksOf(name, command);
  const from = page.indexOf(begin);
  const to = page.indexOf(end, from);
  if (from < 0 || to < 0) return page;
  return `${page.slice(0, from)}${begin}\n\n${picture}\n\n${page.slice(to)}`;
}
