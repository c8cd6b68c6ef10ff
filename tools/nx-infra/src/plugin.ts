import { CreateNodes, createNodesFromFiles, TargetConfiguration } from '@nx/devkit';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Every project that says which stacks it has, gets the targets of a stack. */
const stacksFiles = '{apps,libs,tools}/*/src/stacks.ts';

/** The tag by which every project with stacks can be named: `nx run-many -t deploy -p tag:stacks`. */
const stacksTag = 'stacks';

const configurations = {
  staging: { environment: 'staging' },
  prod: { environment: 'prod' },
  local: { environment: 'local' },
};

/** The rules of the workspace are about what every project's stacks claim. */
const everyStack = { projects: `tag:${stacksTag}`, target: 'synth' };

type Targets = Record<string, TargetConfiguration>;

/**
 * Infers the targets of a stack from the files that are there, and from the project's tags what else there is to do with
 * it: `preflight` for what applications share, `capacity` and `session` on a platform; `secrets`, `release`, `job`,
 * `flip`, `status`, `logs` and `tunnel` for an application.
 */
export const createNodes: CreateNodes = [
  stacksFiles,
  (files, options, context) =>
    createNodesFromFiles(
      (file) => {
        const root = dirname(dirname(file));
        const tags = tagsOf(join(context.workspaceRoot, root));
        const targets = { ...stackTargets(root), ...taggedTargets(root, tags) };
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

/** What can be said about a target in its own words: `nx show project` and editors show it. */
interface Explanation {
  readonly description: string;
  readonly options?: Record<string, unknown>;
}

/** Projects are called as their folders; nothing is read to find that out. */
function explained(root: string, target: string, { description, options = {} }: Explanation) {
  return {
    metadata: {
      description,
      scriptContent: description, // `nx show project --web=false` has no other place for words.
      technologies: ['cdktf', 'terraform'],
      help: { command: `npx nx run ${basename(root)}:${target} --help`, example: { options } },
    },
  };
}

/** The targets of a project with stacks. Only `synth` and `typecheck` are cached: the others depend on what is deployed. */
export function stackTargets(root: string): Targets {
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
      ...explained(root, 'synth', { description: 'Writes the Terraform JSON of every stack' }),
    },
    typecheck: {
      executor: '@dotkom/nx-infra:typecheck',
      cache: true,
      inputs: [
        'default',
        '!{projectRoot}/adoption.json', // A flip changes no type.
        '^production',
        { externalDependencies: ['cdktf', '@cdktf/provider-aws', 'constructs', 'typescript'] },
      ],
      ...explained(root, 'typecheck', { description: 'Checks the types, before anything is planned' }),
    },
    validate: {
      executor: '@dotkom/nx-infra:validate',
      dependsOn: ['synth', 'typecheck', everyStack],
      ...explained(root, 'validate', {
        description: 'Checks everything that can be known without credentials',
      }),
    },
    addresses: {
      executor: '@dotkom/nx-infra:addresses',
      dependsOn: ['synth'],
      ...explained(root, 'addresses', {
        description:
          'Brings the committed list of addresses up to date; what would be lost has to be confirmed',
        options: { confirmRemoval: ['aws_sqs_queue.mail_queue_1A2B3C4D'] },
      }),
    },
    cost: {
      executor: '@dotkom/nx-infra:cost',
      dependsOn: ['synth', everyStack],
      configurations,
      ...explained(root, 'cost', {
        description:
          'Says what a month costs, with its share of what is shared, and what it would cost elsewhere',
        options: { environment: 'prod', json: true },
      }),
    },
    diff: {
      executor: '@dotkom/nx-infra:diff',
      dependsOn: ['synth', 'typecheck', everyStack],
      configurations,
      ...explained(root, 'diff', {
        description: 'Plans, shows what would change, and saves the plan',
        options: { environment: 'staging', force: true },
      }),
    },
    deploy: {
      executor: '@dotkom/nx-infra:deploy',
      dependsOn: ['synth', 'typecheck', everyStack],
      configurations,
      ...explained(root, 'deploy', {
        description: 'Applies the saved plan, or plans, shows and applies; waits until it is healthy',
        options: { environment: 'staging', fresh: true },
      }),
    },
    destroy: {
      executor: '@dotkom/nx-infra:destroy',
      dependsOn: ['synth', everyStack],
      configurations,
      ...explained(root, 'destroy', {
        description: 'Destroys, after asking',
        options: { environment: 'local', yes: true },
      }),
    },
  };
}

/** The targets of the kinds of projects that people tell apart by tags. */
export function taggedTargets(root: string, tags: readonly string[]): Targets {
  return {
    ...(tags.includes('layer:shared') && sharedTargets(root)),
    ...(tags.includes('platform') && platformTargets(root)),
    ...(tags.includes('layer:application') && applicationTargets(root)),
  };
}

/** What bootstrap and the platform have: an account has to be ready for them. */
function sharedTargets(root: string): Targets {
  return {
    preflight: {
      executor: '@dotkom/nx-infra:preflight',
      dependsOn: ['synth', everyStack],
      configurations,
      ...explained(root, 'preflight', {
        description: 'Says whether the AWS account is ready for it, and what to do where it is not',
        options: { environment: 'prod', json: true },
      }),
    },
  };
}

/** Whether all fits is asked of the platform, for all applications. No instance runs on the AWS of this machine, and `-c local` says so. */
function platformTargets(root: string): Targets {
  return {
    capacity: {
      executor: '@dotkom/nx-infra:capacity',
      dependsOn: ['synth', everyStack],
      configurations,
      defaultConfiguration: 'prod',
      ...explained(root, 'capacity', {
        description: 'Says whether everything fits on its nodes and can be deployed, and what to change',
        options: { environment: 'prod', json: true },
      }),
    },
    session: {
      executor: '@dotkom/nx-infra:session',
      dependsOn: ['synth'],
      configurations,
      defaultConfiguration: 'prod',
      ...explained(root, 'session', {
        description: 'Opens a logged shell on an instance',
        options: { node: 'nat', print: true },
      }),
    },
  };
}

function applicationTargets(root: string): Targets {
  return {
    secrets: {
      executor: '@dotkom/nx-infra:secrets',
      dependsOn: ['synth'],
      configurations,
      ...explained(root, 'secrets', {
        description: 'Lists which secrets are set and which are missing, never their values; sets one',
        options: { environment: 'prod', set: 'JWT_SECRET' },
      }),
    },
    release: {
      executor: '@dotkom/nx-infra:release',
      dependsOn: ['synth', everyStack],
      configurations,
      ...explained(root, 'release', {
        description: 'Records which image a service runs, deploys it and reports; or goes back',
        options: { environment: 'prod', service: 'backend', rollback: true },
      }),
    },
    job: {
      executor: '@dotkom/nx-infra:job',
      dependsOn: ['synth'],
      configurations,
      ...explained(root, 'job', {
        description: 'Runs a job now, outside of its schedule, with its log; fails when it does',
        options: { environment: 'local', name: 'digest' },
      }),
    },
    flip: {
      executor: '@dotkom/nx-infra:flip',
      dependsOn: ['synth', everyStack],
      configurations,
      ...explained(root, 'flip', {
        description: 'Leads a host that adoption.json holds elsewhere to the application, or back',
        options: { environment: 'prod', host: 'grades.no', back: true },
      }),
    },
    status: {
      executor: '@dotkom/nx-infra:status',
      dependsOn: ['synth'],
      configurations,
      ...explained(root, 'status', {
        description: 'Tells what runs, what was released and by whom, how it is, and where it is reached',
        options: { environment: 'prod', json: true },
      }),
    },
    logs: {
      executor: '@dotkom/nx-infra:logs',
      dependsOn: ['synth'],
      configurations,
      ...explained(root, 'logs', {
        description: 'Tells what services, jobs and one-off tasks log; goes on with --follow',
        options: { environment: 'prod', service: 'backend', since: '1h', follow: true },
      }),
    },
    tunnel: {
      executor: '@dotkom/nx-infra:tunnel',
      dependsOn: ['synth', everyStack],
      configurations,
      ...explained(root, 'tunnel', {
        description: 'Opens a tunnel to the database',
        options: { environment: 'prod', print: true },
      }),
    },
  };
}
