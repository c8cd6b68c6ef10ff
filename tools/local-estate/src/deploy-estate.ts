import { Route53Client } from '@aws-sdk/client-route-53';
import { join } from 'node:path';
import { clientConfig, localAccount, localAwsFolder } from '@dotkom/deploying';
import { runNx } from './nx';
import { estateFailed, interrupted } from './errors';
import { initialiseApplications } from './initialise';
import { onlyProjects } from './projects';
import { recordStandInReleases } from './stand-in-releases';
import { setStandInSecrets } from './stand-in-secrets';
import { untilZonesAreThere, zonesAreThere } from './zones';

export interface EstateOptions {
  readonly workspaceRoot: string;
  /** Added to the environment of every command: which local AWS is meant. */
  readonly env?: NodeJS.ProcessEnv;
  readonly endpoint: string;
  /** What is deployed, with what all applications share. @default all */
  readonly applications?: readonly string[];
  /** Services, as `<application>/<environment>/<service>`, that stay without a release. @default none */
  readonly unreleased?: readonly string[];
  readonly say: (line: string) => void;
}

/**
 * Deploys every project, or the named applications and what they stand on, to an AWS of this machine: the platform as soon as
 * bootstrap has made what it needs, then the applications side by side, an order that their deploys keep by themselves.
 *
 * @throws UserError when one fails; what is deployed by then stays.
 */
export async function deployEstate({
  workspaceRoot,
  env,
  endpoint,
  applications = [],
  unreleased,
  say,
}: EstateOptions): Promise<void> {
  await nx({ workspaceRoot, env, say }, ['run-many', '-t', 'synth'], 'Writing the stacks');
  await recordStandInReleases({ workspaceRoot, endpoint, unreleased });
  await setStandInSecrets(workspaceRoot, endpoint);
  say(
    `\nDeploying ${applications.length === 0 ? 'everything' : `what is shared, and ${applications.join(', ')}`}`,
  );
  const deploy = (args: string[]) =>
    nx({ workspaceRoot, env, say }, [...every('deploy'), '--fresh', ...args], 'Deploying');
  const all = onlyProjects(applications);
  const account = localAccount(endpoint, join(localAwsFolder(workspaceRoot, env), 'local'));
  const route53 = new Route53Client(clientConfig(account));
  const initialise = () => initialiseApplications(workspaceRoot, account, applications);
  await ((await zonesAreThere(route53)) ? deploy(all) : deployFirst({ route53, deploy, all, initialise }));
}

/** An AWS of this machine is there to be looked at soon: the platform does not wait for what it does not need. */
async function deployFirst({
  route53,
  deploy,
  all,
  initialise,
}: {
  readonly route53: Route53Client;
  readonly deploy: (args: string[]) => Promise<void>;
  readonly all: string[];
  readonly initialise: () => Promise<void>;
}): Promise<void> {
  const bootstrap = deploy(['-p', 'bootstrap']);
  const ended = new AbortController();
  await Promise.race([bootstrap, untilZonesAreThere(route53, ended.signal)]).finally(() => ended.abort());
  const initialised = bootstrap.then(initialise);
  const outcomes = await Promise.allSettled([initialised, deploy([...all, '--exclude', 'bootstrap'])]);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}

/** Destroys every project that is deployed to an AWS of this machine, the last first. */
export async function destroyEstate({
  workspaceRoot,
  env,
  say,
}: Omit<EstateOptions, 'endpoint'>): Promise<void> {
  say('\nDestroying everything');
  await nx({ workspaceRoot, env, say }, [...every('destroy'), '--yes'], 'Destroying');
}

/** Plans every project again. */
export async function diffEstate({
  workspaceRoot,
  env,
  say,
}: Omit<EstateOptions, 'endpoint'>): Promise<void> {
  await nx({ workspaceRoot, env, say }, [...every('diff'), '--force'], 'Planning');
}

/** Five at once: two of them, bootstrap and the platform, do nothing but wait while three applications are at work. */
function every(target: string): string[] {
  return ['run-many', '-t', target, '-c', 'local', '--parallel=5'];
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
  if (code !== 0) throw estateFailed(title);
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
