import { dirname, relative } from 'node:path';

/** Makes links of the pages that a text names by their path from the root, as doc comments do: `docs/decisions/nat.md`. */
export function linkedPaths(text: string, page: string): string {
  return text.replace(/(?<!\]\()(?<![\w/`.])docs\/[\w/-]+\.md(#[\w-]+)?/g, (path) => {
    const name = path.replace(/^.*\//, '').replace('.md', '');
    return `[${name}](${relative(dirname(page), path)})`;
  });
}
