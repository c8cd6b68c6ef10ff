import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdktf';
import {
  adopt,
  deployStack,
  diffStack,
  flipHost,
  forEachStackOf,
  Forgetting,
  forgettings,
  localAccount,
  OldState,
  Selection,
  StackJob,
  withWhatIsLeft,
} from '@dotkom/deploying';
import { Environment, readProject } from '@dotkom/stack/conventions';
import { writtenStacks } from '@dotkom/stack/testing';
import { Adoption, adoptionFile, checkAdoption, readAdoption } from '@dotkom/stack/adoption';
import { readStack, readStacks, SynthesisedStack } from '@dotkom/synthesised';
import { zones } from '@dotkom/platform/contract/conventions';
import { workspaceRoot } from '../changes/application';

/** Loaded by path: tools know no application, and none of what applications are made of. */
const { ApplicationStack, Queue, StaticSite, WebService } = require(
  join(workspaceRoot, 'libs/service/src/index'),
);

const hostsOfBackend = ['grades.no', 'api.grades.no', 'docs.grades.no', 'wiki.grades.no'];
const service = { port: 3000, healthCheck: '/health', cpu: '0.125 vCPU', memory: '128 MiB' };

function create(app: App): void {
  const stack = new ApplicationStack(app, { environment: new Environment('prod') });
  new WebService(stack, 'backend', { ...service, host: hostsOfBackend });
  new StaticSite(stack, 'app', { host: 'app.grades.no' });
  new Queue(stack, 'mail', { handledWithin: '30 seconds' });
}

/** As much of bootstrap as the old estate has to forget. */
const zonesOfBootstrap = readStack(
  'bootstrap',
  JSON.stringify({
    resource: {
      aws_route53_zone: Object.fromEntries(zones.map((name) => [name.replaceAll('.', '_'), { name }])),
    },
  }),
);

/** An application that moves in, as a project of a repository, and the commands on it that people give. */
export class MovedApplication {
  readonly folder: string;
  /** What commands said. */
  readonly said: string[] = [];
  private readonly account: Selection['account'];
  private readonly synthesised: string;

  constructor(dir: string, endpoint: string) {
    this.folder = join(dir, 'grades');
    this.synthesised = join(dir, 'grades-synthesised');
    rmSync(this.folder, { recursive: true, force: true });
    mkdirSync(this.folder, { recursive: true });
    writeFileSync(
      join(this.folder, 'project.json'),
      '{ "name": "grades", "metadata": { "owner": "dotkom" } }\n',
    );
    this.account = localAccount(endpoint, join(dir, 'local'));
  }

  /** `nx g adopt --project grades --state ...`. */
  adopt(states: readonly OldState[]): void {
    const { adoption } = adopt(states, this.synthesise(), this.adoption(), '2026-11-26');
    writeFileSync(join(this.folder, adoptionFile), JSON.stringify(adoption));
  }

  /** `nx g adopt --project grades --state ... --forget`. */
  forgettings(states: readonly OldState[]): Promise<Forgetting[]> {
    const stacks = this.synthesise();
    const { matched } = adopt(states, stacks, this.adoption(), '2026-11-26');
    const all = [zonesOfBootstrap, ...stacks];
    return withWhatIsLeft(this.account, forgettings(states, matched, all, [this.adoption()]), all);
  }

  /** What adoption.json says. */
  adoption(): Adoption {
    return checkAdoption(readAdoption(this.folder)).adoption;
  }

  /** `nx deploy grades -c local --fresh`. */
  deploy(): Promise<void> {
    return this.forStack((job) => deployStack(job, { fresh: true }));
  }

  /** `nx diff grades -c local --force`: what would change, whatever was deployed last. */
  async plan(): Promise<string> {
    const before = this.said.length;
    await this.forStack(async (job) => void (await diffStack(job, { force: true })));
    return this.said.slice(before).join('\n');
  }

  /** `nx run grades:flip -c local --host ... --yes`. */
  flip(host: string, { back = false } = {}): Promise<boolean> {
    const project = { folder: this.folder, synthesise: async () => this.synthesise() };
    return flipHost(this.selection(), project, { host, back, yes: true });
  }

  private synthesise(): SynthesisedStack[] {
    rmSync(this.synthesised, { recursive: true, force: true });
    writtenStacks(create as never, readProject(this.folder), this.synthesised);
    return readStacks(this.synthesised, 'grades');
  }

  private selection(): Selection {
    return {
      stacks: this.synthesise(),
      project: readProject(this.folder),
      account: this.account,
      configuration: 'local',
      say: (line) => void this.said.push(line),
    };
  }

  private async forStack(act: (job: StackJob) => Promise<void>): Promise<void> {
    const [failure] = await forEachStackOf(this.selection(), act);
    if (failure !== undefined) throw failure;
  }
}
