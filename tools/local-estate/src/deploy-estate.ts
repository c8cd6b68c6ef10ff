import { runNx } from './nx';
import { phaseFailed, interrupted } from './errors';
import { phases } from './phases';
import { recordStandInReleases } from './stand-in-releases';
import { setStandInSecrets } from './stand-in-secrets';

export interface EstateOptions {
  readonly workspaceRoot: string;
  /** Added to the environment of every command: which local AWS is meant. */
  readonly env?: NodeJS.ProcessEnv;
  readonly endpoint: string;
  /** Services, as `<application>/<environment>/<service>`, that stay without a release. @default none */
  readonly unreleased?: readonly string[];
  readonly say: (line: string) => void;
}

/**
 * Deploys every project to an AWS of this machine: bootstrap, then the platform, then the applications side by side.
 *
 * @throws UserError when a phase fails; what is deployed by then stays.
 */
export async function deployEstate({
  workspaceRoot,
  env,
  endpoint,
  unreleased,
  say,
}: EstateOptions): Promise<void> {
  await nx({ workspaceRoot, env, say }, ['run-many', '-t', 'synth'], 'Writing the stacks');
  await recordStandInReleases({ workspaceRoot, endpoint, unreleased });
  await setStandInSecrets(workspaceRoot, endpoint);
  for (const { title, projects } of phases) {
    say(`\nDeploying ${title}`);
    await nx(
      { workspaceRoot, env, say },
      ['run-many', '-t', 'deploy', '-c', 'local', '--fresh', ...projects],
      `Deploying ${title}`,
    );
  }
}

/** Destroys every project that is deployed to an AWS of this machine, the last first. */
export async function destroyEstate({
  workspaceRoot,
  env,
  say,
}: Omit<EstateOptions, 'endpoint'>): Promise<void> {
  for (const { title, projects } of [...phases].reverse()) {
    say(`\nDestroying ${title}`);
    await nx(
      { workspaceRoot, env, say },
      ['run-many', '-t', 'destroy', '-c', 'local', '--yes', ...projects],
      `Destroying ${title}`,
    );
  }
}

/** Plans every project again. */
export async function diffEstate({
  workspaceRoot,
  env,
  say,
}: Omit<EstateOptions, 'endpoint'>): Promise<void> {
  await nx({ workspaceRoot, env, say }, ['run-many', '-t', 'diff', '-c', 'local', '--force'], 'Planning');
}

async function nx(
  { workspaceRoot, env, say }: Pick<EstateOptions, 'workspaceRoot' | 'env' | 'say'>,
  args: string[],
  title: string,
): Promise<void> {
  let wasInterrupted = false;
  const note = () => (wasInterrupted = true);
  process.once('SIGINT', note);
  const code = await runNx({ workspaceRoot, env, args, onLine: (line) => isOfTasks(line) && say(line) });
  process.off('SIGINT', note);
  if (wasInterrupted) throw interrupted();
  if (code !== 0) throw phaseFailed(title);
}

/** Nx tells of itself, too: which tasks it runs, what it took from its cache. That is not what is waited for here. */
function isOfTasks(line: string): boolean {
  return !ofNx.some((pattern) => pattern.test(line));
}

const ofNx = [
  /^\s*$/,
  /^> nx run /,
  /^ NX {3}/,
  /^\s*[✔✖] /,
  /^Nx read the output/,
  /^- [a-z0-9-]+$/,
  /^With additional flags:$/,
  /^ {2}--\w+=/,
  /^Output of \d+ successful task/,
  /^ {2}(Run duration|Cache|Critical path|Recoverable time|Recommendations):/,
  /^ {4,}(- Speed up|\S+:\S+ )/,
  /^ {2}(create|adopt) /,
];
