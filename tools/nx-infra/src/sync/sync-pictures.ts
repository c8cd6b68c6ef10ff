import { getProjects, Tree } from '@nx/devkit';
import { join } from 'node:path';
import { applicationMermaid, estateMermaid } from '@dotkom/map/mermaid';
import { Application, Estate, readEstate } from '@dotkom/outlook';
import { stacksIfAny, synthFolder, SynthesisedStack } from '@dotkom/synthesised';
import { isOlderThanCode } from './code-age';
import { withPicture } from './marked';
import { Synced } from './synced';

interface ProjectStacks {
  readonly name: string;
  readonly root: string;
  /** None where the project was not synthesised yet. */
  readonly stacks: readonly SynthesisedStack[];
  /** Whether its code was written after them. */
  readonly areOld: boolean;
}

/** Drawn are the applications as they are in production, or in the only environment that they have. */
const drawnEnvironment = 'prod';

/**
 * Keeps the pictures in the READMEs true to the stacks as `nx synth` wrote them last. What was not synthesised stays as it is,
 * and is said: whether its picture is true is not known.
 */
export function syncPictures(tree: Tree): Synced {
  const projects = projectsOf(tree);
  const stacks = projects.flatMap((project) => project.stacks);
  const estate = readEstate(stacks);
  const pages = new Map(projects.flatMap((project) => applicationPage(project, estate)));
  if (stacks.length > 0 && projects.every((project) => project.stacks.length > 0)) {
    pages.set('README.md', estateMermaid(estate, drawnEnvironment));
  }
  const changed = [...pages].filter(([page, picture]) => redrawn(tree, page, picture)).map(([page]) => page);
  return {
    outOfSync:
      changed.length > 0
        ? `The picture in ${changed.join(', ')} does not show what the stacks say.`
        : undefined,
    notKnown: notLookedAt(projects),
  };
}

function notLookedAt(projects: readonly ProjectStacks[]): string | undefined {
  const not = projects.filter(({ stacks }) => stacks.length === 0).map(({ name }) => name);
  const old = projects.filter(({ stacks, areOld }) => stacks.length > 0 && areOld).map(({ name }) => name);
  if (not.length + old.length === 0) return undefined;
  const said = [
    ...(not.length > 0 ? [`not synthesised: ${not.join(', ')}`] : []),
    ...(old.length > 0 ? [`synthesised before their code was written last: ${old.join(', ')}`] : []),
  ];
  return `Whether the pictures in READMEs are true is not known of what is ${said.join('; ')}. Run npx nx run-many -t synth -p ${[...not, ...old].join(',')}, then npx nx sync.`;
}

/** The projects that have stacks. */
function projectsOf(tree: Tree): ProjectStacks[] {
  return [...getProjects(tree)]
    .filter(([, { root }]) => tree.exists(join(root, 'src/stacks.ts')))
    .map(([name, { root }]) => {
      const folder = synthFolder(tree.root, root);
      return {
        name,
        root,
        stacks: stacksIfAny(folder, name),
        areOld: isOlderThanCode(folder, join(tree.root, root)),
      };
    });
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
