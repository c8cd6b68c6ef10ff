import { ExecutorContext } from '@nx/devkit';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { deployedAtOnce } from '../../errors';
import { readStacks, resourcesOf, synthFolder, SynthesisedStack } from '../../stack/synthesised-stack';

/**
 * Refuses to deploy an application in one run with the platform that it reads. Nx has no order between tasks but a
 * dependency, and a dependency would deploy the platform with every application.
 *
 * @throws UserError that says in which order to deploy them.
 */
export function refuseBesideItsPlatform(
  stack: SynthesisedStack,
  configuration: string,
  { projectName, root, projectsConfigurations, taskGraph }: ExecutorContext,
): void {
  const paths = parameterPathsRead(stack);
  for (const { target } of Object.values(taskGraph?.tasks ?? {})) {
    if (target.target !== 'deploy' || target.project === projectName) continue;
    const folder = synthFolder(root, projectsConfigurations.projects[target.project]?.root ?? '');
    if (!existsSync(join(folder, 'stacks'))) continue; // It has no stacks, and nothing to publish.
    const published = readStacks(folder, target.project).flatMap(parametersPublished);
    if (published.some((name) => paths.some((path) => name.startsWith(`${path}/`)))) {
      throw deployedAtOnce(projectName ?? stack.name, target.project, configuration);
    }
  }
}

function parameterPathsRead({ json }: SynthesisedStack): string[] {
  const blocks: Record<string, { path: string }> = json.data?.aws_ssm_parameters_by_path ?? {};
  return Object.values(blocks).map(({ path }) => path);
}

function parametersPublished(stack: SynthesisedStack): string[] {
  return resourcesOf(stack, 'aws_ssm_parameter').map(({ config }) => config.name);
}
