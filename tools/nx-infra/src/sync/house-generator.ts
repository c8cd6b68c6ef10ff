import { createProjectFileMapUsingProjectGraph, createProjectGraphAsync, FileData, Tree } from '@nx/devkit';
import { housePage, HouseProject, withHouse } from './house';

/** `nx sync`: keeps the picture of the house true to what the code imports. */
export default async function houseGenerator(tree: Tree): Promise<{ outOfSyncMessage?: string }> {
  const page = tree.read(housePage, 'utf-8');
  if (page === null) return {};
  const made = withHouse(page, await projectsOfGraph());
  if (made === page) return {};
  tree.write(housePage, made);
  return { outOfSyncMessage: `The picture in ${housePage} does not show what the code imports.` };
}

/** The projects of the workspace that have a layer, by Nx's own graph. */
async function projectsOfGraph(): Promise<HouseProject[]> {
  const graph = await createProjectGraphAsync();
  const filesOf = await createProjectFileMapUsingProjectGraph(graph);
  return Object.values(graph.nodes).flatMap(({ name, data: { root, tags = [] } }) => {
    const layer = tags.find((tag) => tag.startsWith('layer:'))?.slice('layer:'.length);
    if (!layer) return [];
    const shipped = (filesOf[name] ?? []).filter(({ file }) => ships(file));
    const imports = shipped
      .flatMap(importedBy)
      .map((imported) => graph.nodes[imported]?.data.root)
      .filter((imported) => imported !== undefined && imported !== root);
    return [{ root, layer, rooms: roomsOf(root, shipped), imports: [...new Set(imports)] as string[] }];
  });
}

function ships(file: string): boolean {
  return file.endsWith('.ts') && !file.endsWith('.spec.ts') && !file.includes('/testing/');
}

/** The projects whose code a file imports: Nx keeps each as its name, or as a tuple that has it before the kind. */
function importedBy({ deps = [] }: FileData): string[] {
  return deps.map((dependency) => (typeof dependency === 'string' ? dependency : (dependency.at(-2) ?? '')));
}

function roomsOf(root: string, files: readonly FileData[]): string[] {
  const folders = files.map(({ file }) => /^src\/([^/]+)\//.exec(file.slice(root.length + 1))?.[1]);
  return [...new Set(folders)].filter((folder) => folder !== undefined).sort();
}
