import { join } from 'node:path';
import { startLocalAws } from '@dotkom/local-aws';
import { forEachStackOf, State } from '@dotkom/deploying';
import { SynthesisedStack } from '@dotkom/synthesised';
import { targetFailed, targetSucceeded } from '../errors';
import { Person } from './person';
import {
  application,
  applicationStacks,
  bootstrap,
  bootstrapStacks,
  firstOwner,
  platform,
  platformStacks,
  released,
  Stack,
} from './stacks';
import { doWork, selectionFor, Surroundings, Work } from './work';
import { EstateWorkspace } from './workspace';

export interface RecordOptions {
  readonly workspaceRoot: string;
  /** Where the AWS of the recording keeps its files, and the recording is. */
  readonly dir: string;
  readonly say: (line: string) => void;
}

/** Another team than the first: its name is a tag of everything. */
const otherOwner = 'appkom';

/**
 * A platform and an application with everything: deployed, released, rolled back, changed in all that can be changed about
 * them, and destroyed, each as CI would, on an AWS of this machine that writes down every call. What the provider waits for
 * dominates, so what needs nothing of each other is done side by side.
 */
export class RecordedEstate {
  /** Where its AWS is. */
  readonly endpoint: string;
  private readonly options: RecordOptions;
  private readonly at: Surroundings;
  private readonly workspace: EstateWorkspace;
  private readonly person: Person;
  private readonly started = Date.now();

  private constructor(options: RecordOptions, endpoint: string) {
    this.options = options;
    this.endpoint = endpoint;
    this.at = { root: join(options.dir, 'workspace'), endpoint };
    this.workspace = new EstateWorkspace(this.at.root);
    this.person = new Person(endpoint);
  }

  /**
   * Deploys it as it is first, and releases and rolls back what it runs. Its AWS runs on.
   *
   * @throws Error when one of these does not end as it should.
   */
  static async deploy(options: RecordOptions): Promise<RecordedEstate> {
    const { workspaceRoot, dir } = options;
    const { endpoint } = await startLocalAws({ workspaceRoot, dir, record: true });
    const estate = new RecordedEstate(options, endpoint);
    await estate.deployFirst();
    return estate;
  }

  /**
   * Changes all that can be changed about it, and destroys it.
   *
   * @throws Error when one of these does not end as it should.
   */
  async changeAndDestroy(): Promise<void> {
    this.workspace.synthesise('platform', otherOwner, platformStacks('changed'), { changed: true });
    this.workspace.synthesise(application.project, otherOwner, applicationStacks('changed'), {
      changed: true,
    });
    await this.change(platform); // First: a plan of the application is stale once the platform publishes something else.
    await this.change(application);
    await this.person.removeImages();
    await this.do('destroy', application, 'destroy', { yes: true });
    await this.do('destroy', platform, 'destroy', { yes: true });
  }

  /** A stack as it is deployed, and what Terraform has written down of it. Asks no role of CI for anything. */
  async deployed(stack: Stack): Promise<{ stack: SynthesisedStack; state: State }> {
    const found: { stack: SynthesisedStack; state: State }[] = [];
    const selection = selectionFor({ ...stack, phase: 'person' }, this.at, this.options.say);
    const [failure] = await forEachStackOf(selection, async ({ stack, terraform }) => {
      found.push({ stack, state: await terraform.state() });
    });
    if (failure) throw failure;
    return found[0]!;
  }

  private async deployFirst(): Promise<void> {
    await this.person.makeLogDestination();
    for (const name of ['TOKEN', 'MIGRATION_SENTRY_DSN']) await this.person.setSecret(name);
    this.workspace.synthesise('bootstrap', firstOwner, bootstrapStacks);
    this.workspace.synthesise('platform', firstOwner, platformStacks('first'));
    this.workspace.synthesise(application.project, firstOwner, applicationStacks('first'));
    await Promise.all([
      this.do('person', bootstrap, 'deploy'),
      this.person.zonesAreThere().then(() => this.planAndApply(platform)),
    ]);
    await Promise.all([
      this.do('plan', bootstrap, 'diff', { force: true }),
      this.planAndApply(application).then(() => this.releases()),
    ]);
    await this.look();
  }

  /** As a merge is deployed: planned for its review, and what was planned is applied. */
  private async planAndApply(stack: Stack): Promise<void> {
    await this.do('plan', stack, 'diff');
    await this.do('apply', stack, 'deploy', { savedOnly: true });
  }

  private async change(stack: Stack): Promise<void> {
    await this.planAndApply(stack);
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
    const { success, said } = await doWork({ ...stack, phase, target, options }, this.at);
    const seconds = (from: number, to: number) => `${Math.round((to - from) / 1000)} s`;
    this.options.say(`${seconds(this.started, began).padStart(6)}  ${what}, ${seconds(began, Date.now())}`);
    if (!success && !fails) throw targetFailed(what, said);
    if (success && fails) throw targetSucceeded(what, said);
  }
}
