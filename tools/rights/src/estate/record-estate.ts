import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { startLocalAws, stopLocalAws } from '@dotkom/local-aws';
import { targetFailed, targetSucceeded } from '../errors';
import { Person } from './person';
import { runAs, Stack, Surroundings, Work } from './run-as';
import { application, applicationStacks, released, bootstrapStacks, platformStacks } from './stacks';
import { EstateWorkspace } from './workspace';

export interface RecordOptions {
  readonly workspaceRoot: string;
  /** Where the AWS of the recording keeps its files, and the recording is. */
  readonly dir: string;
  readonly say: (line: string) => void;
}

/** Another team than the first: its name is a tag of everything. */
const [firstOwner, otherOwner] = ['dotkom', 'appkom'];

const bootstrap: Stack = { project: 'bootstrap', stack: 'bootstrap', environment: 'prod' };
const platform: Stack = { project: 'platform', stack: 'platform-prod', environment: 'prod' };

/**
 * Deploys a platform and an application with everything, releases, rolls back, changes all that can be changed about them
 * and destroys them, each as CI would, on an AWS of this machine that writes down every call.
 *
 * @throws Error when one of these does not end as it should.
 */
export async function recordEstate({ workspaceRoot, dir, say }: RecordOptions): Promise<void> {
  const { endpoint } = await startLocalAws({ workspaceRoot, dir, record: true });
  try {
    await new Recording({ workspaceRoot, root: join(dir, 'workspace'), endpoint }, say).run();
  } finally {
    await stopLocalAws({ workspaceRoot, dir });
  }
}

/** What the provider waits for dominates, so what needs nothing of each other is done side by side. */
class Recording {
  private readonly at: Surroundings;
  private readonly say: (line: string) => void;
  private readonly workspace: EstateWorkspace;
  private readonly person: Person;
  private readonly started = Date.now();

  constructor(at: Surroundings, say: (line: string) => void) {
    this.at = at;
    this.say = say;
    rmSync(at.root, { recursive: true, force: true });
    this.workspace = new EstateWorkspace(at.root);
    this.person = new Person(at.endpoint);
  }

  async run(): Promise<void> {
    await this.person.makeLogDestination();
    for (const name of ['TOKEN', 'MIGRATION_SENTRY_DSN']) await this.person.setSecret(name);
    this.workspace.synthesise('bootstrap', firstOwner, bootstrapStacks);
    this.workspace.synthesise('platform', firstOwner, platformStacks('first'));
    this.workspace.synthesise(application.project, firstOwner, applicationStacks('first'));
    await Promise.all([
      this.do('person', bootstrap, 'deploy'),
      this.person.zonesAreThere().then(() => this.deploy(platform)),
    ]);
    await Promise.all([
      this.do('plan', bootstrap, 'diff', { force: true }),
      this.do('plan', platform, 'diff', { force: true }),
      this.deploy(application).then(() => this.releases()),
    ]);
    await this.look();
    // A release does not wait for the platform to change, so that comes after it.
    this.workspace.synthesise('platform', otherOwner, platformStacks('changed'), { changed: true });
    this.workspace.synthesise(application.project, otherOwner, applicationStacks('changed'), {
      changed: true,
    });
    await Promise.all([this.change(platform), this.change(application)]);
    await this.person.removeImages();
    await this.do('destroy', application, 'destroy', { yes: true });
    await this.do('destroy', platform, 'destroy', { yes: true });
  }

  /** As a merge is deployed: planned for its review, and what was planned is applied. */
  private async deploy(stack: Stack): Promise<void> {
    await this.do('plan', stack, 'diff');
    await this.do('apply', stack, 'deploy', { savedOnly: true });
  }

  private async change(stack: Stack): Promise<void> {
    await this.deploy(stack);
    await this.do('plan', stack, 'diff', { force: true });
  }

  private async releases(): Promise<void> {
    await Promise.all(released.map((service) => this.record(service)));
    await this.do('apply', application, 'deploy', { releasesOnly: true });
    await this.record('web');
    await this.person.letRollBack('web');
    await this.do('apply', application, 'deploy', { releasesOnly: true }, { fails: true });
    // The one that was taken back does not count: it looks for one before, and there is none.
    const rollback = { service: 'web', rollback: true, deploy: false };
    await this.do('release', application, 'release', rollback, { fails: true });
  }

  /** As a member sees how it is. */
  private async look(): Promise<void> {
    await this.person.log('web');
    await this.do('look', application, 'status');
    await this.do('look', application, 'logs');
    await this.do('look', application, 'logs', { service: 'web', previous: true });
  }

  /** As the workflow of an application's own repository ships an image. */
  private async record(service: string): Promise<void> {
    const digest = await this.person.pushImage(service);
    await this.do('release', application, 'release', { service, digest, deploy: false });
  }

  private async do(
    phase: Work['phase'],
    stack: Stack,
    target: Work['target'],
    options: object = {},
    { fails = false } = {},
  ): Promise<void> {
    const what = `${phase} ${stack.stack}: ${target}`;
    const began = Date.now();
    const { success, said } = await runAs({ ...stack, phase, target, options }, this.at);
    const seconds = (from: number, to: number) => `${Math.round((to - from) / 1000)} s`;
    this.say(`${seconds(this.started, began).padStart(6)}  ${what}, ${seconds(began, Date.now())}`);
    if (!success && !fails) throw targetFailed(what, said);
    if (success && fails) throw targetSucceeded(what, said);
  }
}
