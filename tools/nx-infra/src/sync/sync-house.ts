import { getProjects, readJson, Tree, visitNotIgnoredFiles } from '@nx/devkit';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { housePage, HouseProject, withHouse } from './house';
import { Synced } from './synced';

/** Keeps the picture of the house true to what the code imports. */
export function syncHouse(tree: Tree): Synced {
  const page = tree.read(housePage, 'utf-8');
  if (page === null) return {};
  const made = withHouse(page, projectsOf(tree));
  if (made === page) return {};
  tree.write(housePage, made);
  return { outOfSync: `The picture in ${housePage} does not show what the code imports.` };
}

/** The projects of the workspace that have a layer. */
function projectsOf(tree: Tree): HouseProject[] {
  const projects = [...getProjects(tree).values()];
  const roots = projects.map(({ root }) => root);
  const aliases: Record<string, string[]> = readJson(tree, 'tsconfig.base.json').compilerOptions.paths ?? {};
  return projects.flatMap(({ root, tags = [] }) => {
    const layer = tags.find((tag) => tag.startsWith('layer:'))?.slice('layer:'.length);
    if (!layer) return [];
    const files = shippedFiles(tree, root);
    const paths = files.flatMap((file) => importedPaths(file, tree.read(file, 'utf-8') ?? '', aliases));
    const imports = paths
      .map((path) => roots.find((each) => path.startsWith(`${each}/`)))
      .filter((imported) => imported !== undefined && imported !== root) as string[];
    return [{ root, layer, rooms: roomsOf(root, files), imports: [...new Set(imports)] }];
  });
}

/** The TypeScript of a project, but for what only tests it. */
function shippedFiles(tree: Tree, root: string): string[] {
  const files: string[] = [];
  visitNotIgnoredFiles(tree, root, (file) => {
    if (file.endsWith('.ts') && !file.endsWith('.spec.ts') && !file.includes('/testing/')) files.push(file);
  });
  return files;
}

/** The paths within the workspace that a file imports. */
function importedPaths(file: string, text: string, aliases: Record<string, string[]>): string[] {
  return ts.preProcessFile(text).importedFiles.flatMap(({ fileName }) => {
    if (fileName.startsWith('.')) return [join(dirname(file), fileName)];
    return (aliases[fileName] ?? []).map((path) => join(path));
  });
}

function roomsOf(root: string, files: readonly string[]): string[] {
  const folders = files.map((file) => /^src\/([^/]+)\//.exec(file.slice(root.length + 1))?.[1]);
  return [...new Set(folders)].filter((folder) => folder !== undefined).sort();
}
