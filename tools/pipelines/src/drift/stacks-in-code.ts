import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { stacksFile } from '@dotkom/stack/conventions';
import { readStacks, SynthesisedStack, synthFolder } from '@dotkom/synthesised';

/** A stack that the code has, whether it is deployed or not. */
export interface StackInCode {
  readonly stack: string;
  readonly project: string;
  readonly owner: string;
  readonly environment: string;
}

/** All that is known of the stacks of the code in a workspace where they were synthesised. */
export interface StacksInCode {
  readonly stacks: readonly StackInCode[];
  /** The same, with what they make. */
  readonly synthesised: readonly SynthesisedStack[];
  /** The projects whose stacks could not be synthesised: what they have, nobody knows. */
  readonly notSynthesised: readonly string[];
}

/** The stacks of every project, as synthesised. */
export function stacksInCode(workspaceRoot: string): StacksInCode {
  const projects = readdirSync(join(workspaceRoot, 'apps')).filter((name) =>
    existsSync(join(workspaceRoot, 'apps', name, stacksFile)),
  );
  const folderOf = (project: string) => synthFolder(workspaceRoot, join('apps', project));
  const isSynthesised = (project: string) => existsSync(join(folderOf(project), 'stacks'));
  const read = projects
    .filter(isSynthesised)
    .flatMap((project) => readStacks(folderOf(project), project).map((stack) => ({ project, stack })));
  return {
    stacks: read.map(({ project, stack: { name, json } }) => {
      const { Owner: owner, Environment: environment } = json['provider'].aws[0].default_tags[0].tags;
      return { stack: name, project, owner, environment };
    }),
    synthesised: read.map(({ stack }) => stack),
    notSynthesised: projects.filter((project) => !isSynthesised(project)),
  };
}
