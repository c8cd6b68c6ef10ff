import { withPicture } from './marked';

/** A project as it stands in the house: its floor, its main rooms, and the projects whose code it imports. */
export interface HouseProject {
  readonly root: string;
  /** What its `layer:` tag says: which way imports may run. */
  readonly layer: string;
  /** The folders of its source. */
  readonly rooms: readonly string[];
  /** The roots of the projects that what ships of it imports. */
  readonly imports: readonly string[];
}

/** The page that holds the picture. */
export const housePage = 'docs/architecture.md';

/** Floors from the top; what imports stands above what it imports. */
const floors: readonly (readonly [title: string, layers: readonly string[]])[] = [
  ['Applications', ['application']],
  ['Shared stacks', ['shared']],
  ['What an application may ask for', ['service']],
  ['What proves it', ['proof']],
  ['What people and CI run', ['command', 'image']],
  ['Engines', ['engine']],
  ['An AWS on this machine', ['local']],
  ['Before anything is applied', ['outlook']],
  ['The platform, and its contract', ['platform']],
  ['What stacks say', ['synthesised']],
  ['What every stack is, and what programs share', ['stack', 'processes']],
];

/** The page with the picture of these projects in its place. */
export function withHouse(page: string, projects: readonly HouseProject[]): string {
  return withPicture(page, 'house', house(projects));
}

/** The picture, as Mermaid: applications are drawn as one, and a line that others imply is left out. */
export function house(projects: readonly HouseProject[]): string {
  const merged = mergeApplications(projects);
  const boxes = floors.flatMap(([title, layers], floor) => {
    const onFloor = merged.filter(({ layer }) => layers.includes(layer)).map((each) => `    ${box(each)}`);
    return onFloor.length > 0 ? [`  subgraph floor${floor} [${title}]`, ...onFloor, '  end'] : [];
  });
  const lines = merged.flatMap((project) =>
    directImports(project, merged).map((imported) => `  ${idOf(project.root)} --> ${idOf(imported)}`),
  );
  return ['```mermaid', 'flowchart TB', ...boxes, ...lines, '```'].join('\n');
}

function mergeApplications(projects: readonly HouseProject[]): HouseProject[] {
  const others = projects.filter(({ layer }) => layer !== 'application');
  const imports = projects.filter(({ layer }) => layer === 'application').flatMap((each) => each.imports);
  const applications: HouseProject = {
    root: 'apps/<application>',
    layer: 'application',
    rooms: [],
    imports: [...new Set(imports)],
  };
  return [applications, ...others].sort((one, other) => (one.root < other.root ? -1 : 1));
}

function box({ root, rooms }: HouseProject): string {
  const name = root.replace('<', '&lt;').replace('>', '&gt;');
  return `${idOf(root)}["${[name, rooms.join(' · ')].filter(Boolean).join('<br/>')}"]`;
}

function idOf(root: string): string {
  return root.replace(/[^a-z]+/gi, '_').replace(/_$/, '');
}

/** What a project imports and none of its imports does, however far. */
function directImports({ imports }: HouseProject, all: readonly HouseProject[]): string[] {
  return imports
    .filter((each) => !imports.some((other) => other !== each && reaches(other, each, all)))
    .sort();
}

function reaches(from: string, to: string, all: readonly HouseProject[]): boolean {
  const imports = all.find(({ root }) => root === from)?.imports ?? [];
  return imports.includes(to) || imports.some((each) => reaches(each, to, all));
}
