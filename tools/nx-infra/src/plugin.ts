import { CreateNodes, createNodesFromFiles, TargetConfiguration } from '@nx/devkit';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Every project that says which stacks it has, gets the targets of a stack. */
const stacksFiles = '{apps,libs,tools}/*/src/stacks.ts';

/** The tag by which every project with stacks can be named: `nx run-many -t deploy -p tag:stacks`. */
const stacksTag = 'stacks';

const configurations = {
  staging: { environment: 'staging' },
  prod: { environment: 'prod' },
  local: { environment: 'local' },
};

/**
 * Infers `synth`, `validate`, `diff`, `deploy` and `destroy` from the files that are there, and from the project's tags
 * what else there is to do with it: `session` on a platform, `tunnel` for an application.
 */
export const createNodes: CreateNodes = [
  stacksFiles,
  (files, options, context) =>
    createNodesFromFiles(
      (file) => {
        const root = dirname(dirname(file));
        const targets = {
          ...stackTargets(root),
          ...accessTargets(tagsOf(join(context.workspaceRoot, root))),
        };
        return { projects: { [root]: { targets, tags: [stacksTag] } } };
      },
      files,
      options,
      context,
    ),
];

/** The tags that a person gave a project. One whose project.json cannot be read is left to Nx, which says so. */
function tagsOf(folder: string): readonly string[] {
  const file = join(folder, 'project.json');
  if (!existsSync(file)) return [];
  try {
    return JSON.parse(readFileSync(file, 'utf8')).tags ?? [];
  } catch {
    return [];
  }
}

/** The targets that lead a person to what runs. Nothing runs on the AWS of this machine, and `-c local` says so. */
export function accessTargets(tags: readonly string[]): Record<string, TargetConfiguration> {
  const everyStack = { projects: `tag:${stacksTag}`, target: 'synth' };
  return {
    ...(tags.includes('platform') && {
      session: {
        executor: '@dotkom/nx-infra:session',
        dependsOn: ['synth'],
        configurations,
        defaultConfiguration: 'prod',
        metadata: { description: 'Opens a logged shell on an instance' },
      },
    }),
    ...(tags.includes('layer:application') && {
      tunnel: {
        executor: '@dotkom/nx-infra:tunnel',
        dependsOn: ['synth', everyStack],
        configurations,
        metadata: { description: 'Opens a tunnel to the database' },
      },
    }),
  };
}

/** The targets of a project with stacks. Only `synth` is cached: the others depend on what is deployed. */
export function stackTargets(root: string): Record<string, TargetConfiguration> {
  // The rules of the workspace are about what every project's stacks claim.
  const everyStack = { projects: `tag:${stacksTag}`, target: 'synth' };
  return {
    synth: {
      executor: '@dotkom/nx-infra:synth',
      cache: true,
      inputs: [
        'production',
        '^production',
        'toolchain',
        { externalDependencies: ['cdktf', '@cdktf/provider-aws', 'constructs', 'tsx'] },
      ],
      outputs: [`{workspaceRoot}/dist/${root}/stacks`, `{workspaceRoot}/dist/${root}/manifest.json`],
      metadata: {
        description: 'Writes the Terraform JSON of every stack',
        technologies: ['cdktf'],
        help: { command: 'npx nx synth PROJECT', example: {} },
      },
    },
    validate: {
      executor: '@dotkom/nx-infra:validate',
      dependsOn: ['synth', everyStack],
      metadata: { description: 'Checks everything that can be known without credentials' },
    },
    diff: {
      executor: '@dotkom/nx-infra:diff',
      dependsOn: ['synth', everyStack],
      configurations,
      metadata: { description: 'Plans, shows what would change, and saves the plan' },
    },
    deploy: {
      executor: '@dotkom/nx-infra:deploy',
      dependsOn: ['synth', everyStack],
      configurations,
      metadata: {
        description: 'Applies the saved plan, or plans, shows and applies; waits until it is healthy',
      },
    },
    destroy: {
      executor: '@dotkom/nx-infra:destroy',
      dependsOn: ['synth', everyStack],
      configurations,
      metadata: { description: 'Destroys, after asking' },
    },
  };
}
