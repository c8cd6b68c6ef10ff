import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { localAwsEnvironment } from '@dotkom/local-aws';

/** Who does something, by whose rights the calls are asked: a phase of a stack, or a person, who is asked nothing. */
export type Phase = 'person' | 'plan' | 'apply' | 'release' | 'destroy';

export interface Target {
  readonly phase: Phase;
  readonly project: string;
  readonly stack: string;
  readonly target: 'diff' | 'deploy' | 'release' | 'destroy';
  readonly options: object;
}

export interface Surroundings {
  readonly workspaceRoot: string;
  /** The workspace whose stacks are worked on. */
  readonly root: string;
  readonly endpoint: string;
}

/** How a run of a target ended, and what it said. */
export interface Run {
  readonly success: boolean;
  readonly said: string;
}

/**
 * Runs a target as CI does in the real account, against the AWS of this machine: with `-c prod`, not `-c local`, so that
 * nothing is left out that is only done there.
 */
export function runAs({ phase, project, stack, target, options }: Target, at: Surroundings): Promise<Run> {
  const program = join(__dirname, 'run-target.ts');
  const said: string[] = [];
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', program, at.root, project, target, JSON.stringify(options)],
    {
      cwd: at.workspaceRoot,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...withoutLoaderOptions(),
        ...localAwsEnvironment(at.endpoint, callerOf({ phase, project, stack })),
        AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      },
    },
  );
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => said.push(String(text)));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ success: code === 0, said: said.join('') }));
  });
}

/** What a recording calls whoever did something: `apply.grades.grades-staging`. */
export function callerOf({ phase, project, stack }: Pick<Target, 'phase' | 'project' | 'stack'>): string {
  return `${phase}.${project}.${stack}`;
}

/** Options of a test runner are not those of what it starts. */
function withoutLoaderOptions(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _, ...environment } = process.env;
  return environment;
}
