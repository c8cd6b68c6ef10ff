import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { localAwsEnvironment } from '@dotkom/local-aws';

/** Who does something, by whose rights the calls are asked: a phase of a stack, or a person, who is asked nothing. */
export type Phase = 'person' | 'plan' | 'apply' | 'release' | 'look' | 'destroy';

/** A project's one stack in an environment. */
export interface Stack {
  readonly project: string;
  readonly stack: string;
  readonly environment: 'staging' | 'prod';
}

/** What is done to a stack, and by whom. */
export interface Work extends Stack {
  readonly phase: Phase;
  readonly target: 'diff' | 'deploy' | 'release' | 'status' | 'logs' | 'destroy';
  readonly options: object;
}

export interface Surroundings {
  readonly workspaceRoot: string;
  /** The workspace whose stacks are worked on. */
  readonly root: string;
  readonly endpoint: string;
}

/** How a piece of work ended, and what it said. */
export interface Outcome {
  readonly success: boolean;
  readonly said: string;
}

/** Works on a stack as CI does in the real account, against the AWS of this machine. A process each, which has its own credentials. */
export function runAs(work: Work, { workspaceRoot, root, endpoint }: Surroundings): Promise<Outcome> {
  const said: string[] = [];
  const program = join(__dirname, 'run-target.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', program, root, JSON.stringify(work)], {
    cwd: workspaceRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...withoutLoaderOptions(), ...localAwsEnvironment(endpoint, callerOf(work)) },
  });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => said.push(String(text)));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ success: code === 0, said: said.join('') }));
  });
}

/** What a recording calls whoever did something: `apply.grades.grades-staging`. */
function callerOf({ phase, project, stack }: Work): string {
  return [phase, project, stack].join('.');
}

/** Options of a test runner are not those of what it starts. */
function withoutLoaderOptions(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _, ...environment } = process.env;
  return environment;
}
