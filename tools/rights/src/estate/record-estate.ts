import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { startLocalAws, stopLocalAws } from '@dotkom/local-aws';
import { targetFailed, targetSucceeded } from '../errors';
import { Person } from './person';
import { Run, runAs, Surroundings, Target } from './run-as';
import { application, applicationStacks, bootstrapStacks, platformStacks } from './stacks';
import { EstateWorkspace } from './workspace';

export interface RecordOptions {
  readonly workspaceRoot: string;
  /** Where the AWS of the recording keeps its files, and the recording is. */
  readonly dir: string;
  readonly say: (line: string) => void;
}

/** Another team than the first: its name is a tag of everything. */
const [firstOwner, otherOwner] = ['dotkom', 'appkom'];

const platform = { project: 'platform', stack: 'platform-prod', environment: 'prod' } as const;
const grades = { project: application.name, stack: application.stack, environment: application.environment };
type Of = typeof platform | typeof grades;

/**
 * Deploys a platform and an application with everything, changes all that can be changed about them, releases, rolls back
 * and destroys, each as CI would, on an AWS of this machine that writes down every call.
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

class Recording {
  private readonly workspace: EstateWorkspace;
  private readonly person: Person;
  private readonly started = Date.now();

  constructor(
    private readonly at: Surroundings,
    private readonly say: (line: string) => void,
  ) {
    rmSync(at.root, { recursive: true, force: true });
    this.workspace = new EstateWorkspace(at.root);
    this.person = new Person(at.endpoint);
  }

  async run(): Promise<void> {
    this.workspace.synthesise('bootstrap', firstOwner, bootstrapStacks);
    this.workspace.synthesise(platform.project, firstOwner, platformStacks('first'));
    this.workspace.synthesise(grades.project, firstOwner, applicationStacks('first'));
    const bootstrap = { project: 'bootstrap', stack: 'bootstrap', environment: 'prod' } as const;
    await this.person.makeLogDestination();
    await this.do({ phase: 'person', ...bootstrap, target: 'deploy' });
    await Promise.all([
      this.do({ phase: 'plan', ...bootstrap, target: 'diff', force: true }),
      this.deploy(platform),
    ]);
    await Promise.all([this.changePlatform(), this.liveOfApplication()]);
    await this.do({ phase: 'destroy', ...platform, target: 'destroy', yes: true });
  }

  /** While the application comes and goes on it. */
  private async changePlatform(): Promise<void> {
    await this.do({ phase: 'plan', ...platform, target: 'diff', force: true });
    this.workspace.synthesise(platform.project, otherOwner, platformStacks('changed'), { changed: true });
    await this.deploy(platform);
    await this.do({ phase: 'plan', ...platform, target: 'diff', force: true });
  }

  private async liveOfApplication(): Promise<void> {
    await this.person.setSecret('TOKEN');
    await this.deploy(grades);
    await this.release();
    await this.releaseThatIsRolledBack();
    this.workspace.synthesise(grades.project, otherOwner, applicationStacks('changed'), { changed: true });
    await this.deploy(grades);
    await this.do({ phase: 'plan', ...grades, target: 'diff', force: true });
    await this.person.removeImages();
    await this.do({ phase: 'destroy', ...grades, target: 'destroy', yes: true });
  }

  /** As a merge is deployed: planned for its review, planned again and applied by what was planned. */
  private async deploy(of: Of): Promise<void> {
    await this.do({ phase: 'plan', ...of, target: 'diff' });
    await this.do({ phase: 'apply', ...of, target: 'deploy', savedOnly: true });
  }

  private async release(): Promise<void> {
    for (const service of ['web', 'worker']) {
      const digest = await this.person.pushImage(service);
      await this.do({ phase: 'release', ...grades, target: 'release', service, digest, deploy: false });
    }
    await this.do({ phase: 'apply', ...grades, target: 'deploy', releasesOnly: true });
  }

  private async releaseThatIsRolledBack(): Promise<void> {
    const digest = await this.person.pushImage('web');
    await this.do({ phase: 'release', ...grades, target: 'release', service: 'web', digest, deploy: false });
    await this.person.letRollBack('web');
    await this.do({ phase: 'apply', ...grades, target: 'deploy', releasesOnly: true }, { fails: true });
  }

  private async do(
    { phase, project, stack, target, ...options }: Omit<Target, 'options'> & Record<string, unknown>,
    { fails = false } = {},
  ): Promise<void> {
    const what = `${phase} ${stack}: ${target}`;
    const started = Date.now();
    const run: Run = await runAs({ phase, project, stack, target, options }, this.at);
    const at = Math.round((started - this.started) / 1000);
    this.say(`${String(at).padStart(4)} s  ${what} (${Math.round((Date.now() - started) / 1000)} s)`);
    if (!run.success && !fails) throw targetFailed(what, run.said);
    if (run.success && fails) throw targetSucceeded(what, run.said);
  }
}
