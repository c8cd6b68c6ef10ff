import { CreateNodes, createNodesFromFiles, TargetConfiguration } from '@nx/devkit';
import { basename, dirname } from 'node:path';

/** Every project that says which stacks it has, gets the targets of a stack. */
const stacksFiles = '{apps,libs,tools}/*/src/stacks.ts';

/** The tag by which every project with stacks can be named: `nx run-many -t deploy -p tag:stacks`. */
const stacksTag = 'stacks';

/** Infers the targets of a stack from the files that are there; reads none of them. */
export const createNodes: CreateNodes = [
  stacksFiles,
  (files, options, context) =>
    createNodesFromFiles(
      (file) => {
        const root = dirname(dirname(file));
        return { projects: { [root]: { targets: stackTargets(root), tags: [stacksTag] } } };
      },
      files,
      options,
      context,
    ),
];

/** What can be said about a target in its own words: `nx show project` and editors show it. */
type Explanation = Pick<NonNullable<TargetConfiguration['metadata']>, 'description'> & {
  readonly options?: Record<string, unknown>;
};

/** The targets of a project with stacks. Only `synth` is cached: the others depend on what is deployed. */
export function stackTargets(root: string): Record<string, TargetConfiguration> {
  const configurations = {
    staging: { environment: 'staging' },
    prod: { environment: 'prod' },
    local: { environment: 'local' },
  };
  // The rules of the workspace are about what every project's stacks claim.
  const everyStack = { projects: `tag:${stacksTag}`, target: 'synth' };
  /** Projects are called as their folders; nothing is read to find that out. */
  const explained = (target: string, { description, options = {} }: Explanation) => ({
    metadata: {
      description,
      technologies: ['cdktf', 'terraform'],
      help: { command: `npx nx run ${basename(root)}:${target} --help`, example: { options } },
    },
  });
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
      ...explained('synth', { description: 'Writes the Terraform JSON of every stack' }),
    },
    validate: {
      executor: '@dotkom/nx-infra:validate',
      dependsOn: ['synth', everyStack],
      ...explained('validate', { description: 'Checks everything that can be known without credentials' }),
    },
    addresses: {
      executor: '@dotkom/nx-infra:addresses',
      dependsOn: ['synth'],
      ...explained('addresses', {
        description:
          'Brings the committed list of addresses up to date; what would be lost has to be confirmed',
        options: { confirmRemoval: ['aws_sqs_queue.mail_queue_1A2B3C4D'] },
      }),
    },
    diff: {
      executor: '@dotkom/nx-infra:diff',
      dependsOn: ['synth', everyStack],
      configurations,
      ...explained('diff', {
        description: 'Plans, shows what would change, and saves the plan',
        options: { environment: 'staging' },
      }),
    },
    deploy: {
      executor: '@dotkom/nx-infra:deploy',
      dependsOn: ['synth', everyStack],
      configurations,
      ...explained('deploy', {
        description: 'Applies the saved plan, or plans, shows and applies; waits until it is healthy',
        options: { environment: 'staging', fresh: true },
      }),
    },
    destroy: {
      executor: '@dotkom/nx-infra:destroy',
      dependsOn: ['synth', everyStack],
      configurations,
      ...explained('destroy', {
        description: 'Destroys, after asking',
        options: { environment: 'local', yes: true },
      }),
    },
  };
}
