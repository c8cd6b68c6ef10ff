import { App } from 'cdktf';
import { synthesised, SynthesisedStack } from '@dotkom/stack/testing';
import { RepositoryIds } from '../../github/repository-ids';
import { Bootstrap } from '../../stacks';
import { DeployedProjects } from '../projects';

/** Synthesises bootstrap for some projects. */
export function bootstrapFor(
  projects: DeployedProjects,
  repositoryIds: Readonly<Record<string, RepositoryIds>>,
): SynthesisedStack {
  return synthesised((app: App) => new Bootstrap(app, { projects, repositoryIds }), {
    name: 'bootstrap',
    owner: 'dotkom',
  });
}
