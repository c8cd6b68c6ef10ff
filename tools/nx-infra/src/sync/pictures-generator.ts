import { getProjects, Tree } from '@nx/devkit';
import { join } from 'node:path';
import { applicationMermaid, estateMermaid } from '@dotkom/map/mermaid';
import { Application, Estate, readEstate } from '@dotkom/outlook';
import { stacksIfAny, synthFolder, SynthesisedStack } from '@dotkom/synthesised';
import { withPicture } from './marked';
import { nothingToDo } from './nothing-to-do';

interface ProjectStacks {
  readonly root: string;
  /** None where the project was not synthesised yet. */
  readonly stacks: readonly SynthesisedStack[];
}

/** Drawn are the applications as they are in production, or in the only environment that they have. */
const drawnEnvironment = 'prod';

/**
 * `nx sync`: keeps the pictures in the READMEs true to the stacks as `nx synth` wrote them last. What was not synthesised
 * stays as it is.
 */
export default function picturesGenerator(tree: Tree): { outOfSyncMessage?: string } {
  const projects = projectsOf(tree);
  const stacks = projects.flatMap((project) => project.stacks);
  const estate = readEstate(stacks);
  const pages = new Map(projects.flatMap((project) => applicationPage(project, estate)));
  if (stacks.length > 0 && projects.every((project) => project.stacks.length > 0)) {
    pages.set('README.md', estateMermaid(estate, drawnEnvironment));
  }
  const changed = [...pages].filter(([page, picture]) => redrawn(tree, page, picture)).map(([page]) => page);
  if (changed.length === 0) return nothingToDo(tree, 'The pictures in the READMEs are');
  return { outOfSyncMessage: `The picture in ${changed.join(', ')} does not show what the stacks say.` };
}

/** The projects that have stacks. */
function projectsOf(tree: Tree): ProjectStacks[] {
  return [...getProjects(tree)]
    .filter(([, { root }]) => tree.exists(join(root, 'src/stacks.ts')))
    .map(([name, { root }]) => ({ root, stacks: stacksIfAny(synthFolder(tree.root, root), name) }));
}

function applicationPage({ root, stacks }: ProjectStacks, estate: Estate): [string, string][] {
  const drawn = drawnOf(
    estate.applications.filter(({ name }) => stacks.some((stack) => stack.name === name)),
  );
  const stack = stacks.find(({ name }) => name === drawn?.name);
  return drawn && stack ? [[join(root, 'README.md'), applicationMermaid(drawn, stack)]] : [];
}

function drawnOf(applications: readonly Application[]): Application | undefined {
  return applications.find(({ environment }) => environment === drawnEnvironment) ?? applications[0];
}

function redrawn(tree: Tree, page: string, picture: string): boolean {
  const text = tree.read(page, 'utf-8');
  const made = text === null ? null : withPicture(text, 'picture', picture);
  if (made === null || made === text) return false;
  tree.write(page, made);
  return true;
}
