import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopLocalAws } from '@dotkom/local-aws';
import { Engine } from '../engine/engine';
import { requireEngine } from '../engine/find-engine';
import { readNodes } from '../record';
import { Answer, ask } from './ask';
import { buildImage, TestImage } from './image';
import { LittleEstate } from './little-estate';
import { configurePodman, refuseToSkipInCi, whyNoContainers } from './podman';
import { startNodes } from './start-nodes';

const workspaceRoot = join(__dirname, '..', '..', '..', '..');

/** A local AWS with containers and a little estate on it, for the tests of one file. */
export class NodesInTest {
  engine!: Engine;
  estate!: LittleEstate;
  endpoint = '';
  /** Where its files are, and so which local AWS it is. */
  readonly place = { workspaceRoot, dir: mkdtempSync(join(tmpdir(), 'local-nodes-')) };
  private readonly podman = configurePodman();
  private readonly missing = whyNoContainers();

  /** As Jest's; where no container can run, its tests are skipped and say why. In CI they fail, and say the same. */
  describe(title: string, tests: () => void): void {
    if (!this.missing || process.env['CI']) return describe(title, tests);
    console.warn(`SKIPPED: ${title}: ${this.missing}`);
    describe.skip(`${title} (skipped: ${this.missing})`, tests);
  }

  async start(): Promise<void> {
    refuseToSkipInCi(this.missing);
    if (this.missing) return;
    this.engine = await requireEngine();
    this.endpoint = await startNodes(this.place);
    this.estate = await LittleEstate.deploy(this.endpoint);
  }

  async stop(): Promise<void> {
    await stopLocalAws(this.place);
    await this.engine?.run(['rmi', '--all', '--force']).catch(() => undefined);
    this.podman.remove();
    rmSync(this.place.dir, { recursive: true, force: true });
  }

  /** Builds an image; gives its id. */
  build(name: string, image: TestImage): Promise<string> {
    return buildImage(this.engine, name, image);
  }

  /** Which of the local AWSs of this machine it is. */
  get instanceId(): string {
    return JSON.parse(readFileSync(join(this.place.dir, 'local-aws', 'process.json'), 'utf8')).instanceId;
  }

  /** The networks of one of them; others may run, or may have been left behind, beside it. */
  networks(instanceId: string): Promise<string> {
    return this.engine.run([
      ...['network', 'ls', '--quiet'],
      ...['--filter', `label=no.dotkom.local-aws=${instanceId}`],
    ]);
  }

  get gatewayPort(): number {
    return readNodes(this.place.dir)!.gateway;
  }

  /** Asks the gateway, as a browser does that was given a host's local address. */
  get(host: string, path = '/'): Promise<Answer> {
    return ask({ port: this.gatewayPort, host, path });
  }
}
