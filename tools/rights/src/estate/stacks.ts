import { join } from 'node:path';
import { Construct } from 'constructs';
import { Stacks } from '@dotkom/stack/conventions';
import { synthesised, SynthesisedStack } from '@dotkom/stack/testing';

/** Loaded by path: no tool may import an application, and what CI may do is about all of them. */
export const load = (path: string) => require(join(__dirname, '../../../..', path));

/** The stack as it was first, or with every option on and all that can be changed about it changed. */
export type Version = 'first' | 'changed';

/** A project's one stack in an environment. */
export interface Stack {
  readonly project: string;
  readonly stack: string;
  readonly environment: 'staging' | 'prod';
}

export const bootstrap = { project: 'bootstrap', stack: 'bootstrap', environment: 'prod' } satisfies Stack;
export const platform = { project: 'platform', stack: 'platform-prod', environment: 'prod' } satisfies Stack;
/** The application that is recorded, which has the name of one that has roles. */
export const application = {
  project: 'grades',
  stack: 'grades-staging',
  environment: 'staging',
} satisfies Stack;

/** Whose they are at first. */
export const firstOwner = 'dotkom';

/** What of it has images of its own. */
export const released = ['web', 'worker', 'report', 'migration'] as const;

/** What CI deploys, as bootstrap reads it from the project.json of each. */
const projects = {
  applications: [{ name: application.project, environments: ['staging'], repositories: ['dotkom/monoweb'] }],
  platforms: ['prod'],
};

/** A destination of another account, as a log service's own account has one. */
export const logDestination = 'arn:aws:logs:eu-north-1:123456789012:destination:upstream';

export function bootstrapStack(app: Construct): Construct {
  const { Bootstrap } = load('apps/bootstrap/src/stacks');
  const { repositoryIds } = load('apps/bootstrap/src/github/repository-ids');
  return new Bootstrap(app, { projects, repositoryIds });
}

export const bootstrapStacks: Stacks = (app) => void bootstrapStack(app);

/** The platform with its logs forwarded, and then with all else that is off by default: fixed addresses, a NAT in each zone. */
export function platformStacks(version: Version): Stacks {
  const { Platform } = load('apps/platform/src/stacks');
  const settings = version === 'first' ? firstSettings() : changedSettings();
  return (app) => new Platform(app, 'prod', settings);
}

/** The platform as it is first, but for some of its settings. */
export function platformStack(changed: (first: any) => object): SynthesisedStack {
  const { Platform } = load('apps/platform/src/stacks');
  const settings = { ...firstSettings(), ...changed(firstSettings()) };
  return synthesised((app) => new Platform(app, 'prod', settings), { name: 'platform', owner: firstOwner });
}

const settingsOfProd = () => load('apps/platform/src/instances').platforms.prod;

const firstSettings = () => ({ ...settingsOfProd(), logDestinationArn: logDestination });

function changedSettings() {
  const prod = settingsOfProd();
  return {
    ...prod,
    nat: { ...prod.nat, zones: 'each', address: 'fixed' },
    gateway: { otherHosts: { redirectTo: 'grades.no' }, accessLogDays: 30 },
    database: {
      ...prod.database,
      instanceClass: 'db.t4g.medium',
      storageGibibytes: { from: 20, to: 200 },
      allowMajorUpgrade: true,
    },
    monthlyBudget: { forUse: 90 },
    nodePools: { arm64: { minNodes: 2, maxNodes: 9 }, amd64: { minNodes: 0, maxNodes: 3 } },
  };
}

/** An application with everything in it. */
export function applicationStacks(version: Version): Stacks {
  const { Everything } = load('libs/service/src/testing/everything');
  return (app) => new Everything(app, version);
}

/** Bootstrap as it is synthesised: it says what each role may do. */
export function synthesisedBootstrap(): SynthesisedStack {
  return synthesised(bootstrapStack, { name: 'bootstrap', owner: 'dotkom' });
}
