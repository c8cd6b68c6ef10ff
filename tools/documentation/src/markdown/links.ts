import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Page } from './page';

/** Links that lead nowhere: each as `page:line: target`. */
export function deadLinks(root: string, pages: readonly Page[]): string[] {
  const byPath = new Map(pages.map((page) => [page.path, page]));
  return pages.flatMap((page) =>
    page.links
      .filter(({ target }) => isOurs(target) && !leadsSomewhere(root, byPath, page, target))
      .map(({ line, target }) => `${page.path}:${line}: ${target}`),
  );
}

/**
 * Pages that nobody finds who begins at one and follows links. That of a folder is its README.md; one that has none shows
 * its folders, with theirs.
 */
export function unreachable(root: string, pages: readonly Page[], from: string): string[] {
  const byPath = new Map(pages.map((page) => [page.path, page]));
  const reached = new Set([from]);
  for (const path of reached) {
    const page = byPath.get(path);
    for (const { target } of page?.links ?? []) {
      const next = isOurs(target) ? pagesAt(root, pathOf(path, target)) : [];
      for (const each of next) if (byPath.has(each)) reached.add(each);
    }
  }
  return pages.map(({ path }) => path).filter((path) => !reached.has(path));
}

function isOurs(target: string): boolean {
  return !/^[a-z]+:/.test(target);
}

/** Where a link on a page leads, from the root. */
function pathOf(page: string, target: string): string {
  const [path = ''] = target.split('#');
  return path === '' ? page : join(dirname(page), decodeURIComponent(path)).replace(/\/$/, '');
}

function pageAt(root: string, path: string): string {
  const isFolder = existsSync(join(root, path)) && statSync(join(root, path)).isDirectory();
  return isFolder ? join(path, 'README.md') : path;
}

function pagesAt(root: string, path: string): string[] {
  const page = pageAt(root, path);
  if (page === path || existsSync(join(root, page))) return [page];
  return readdirSync(join(root, path)).map((folder) => join(path, folder, 'README.md'));
}

function leadsSomewhere(root: string, pages: ReadonlyMap<string, Page>, page: Page, target: string): boolean {
  const path = pathOf(page.path, target);
  if (!existsSync(join(root, path))) return false;
  const [, anchor] = target.split('#');
  if (!anchor) return true;
  return pages.get(pageAt(root, path))?.anchors.includes(anchor) ?? false;
}
