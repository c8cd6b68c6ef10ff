import { startLocalAws, stopLocalAws } from '@dotkom/local-aws';
import { Engine, readNodes, requireEngine } from '@dotkom/local-nodes';
import {
  ask,
  Asked,
  buildImage,
  configurePodman,
  Load,
  load,
  refuseToSkipInCi,
  startNodes,
  TestImage,
  whyNoContainers,
} from '@dotkom/local-nodes/testing';

/** What everything under load answers, the old and the new. */
export const page = 'page';
/** The file by which an answer says whose it is. */
export const whose = 'version.txt';

/** Four requests a second on each host. */
const pauseMs = 250;

const serving = (version: string): TestImage => ({
  command: ['httpd', '-f', '-p', '3000', '-h', '/www'],
  files: { '/www/index.html': page, '/www/health': 'ok', [`/www/${whose}`]: version },
});

interface Place {
  readonly workspaceRoot: string;
  readonly dir: string;
}

/**
 * Who uses an estate while it moves: a load on its hosts that goes on through every step. Containers answer it, the old service
 * from one image and the new one from another. Where no engine runs them there are no visitors, which is said; in CI that fails.
 */
export class Visitors {
  /** The digest of the new service's image; one that no engine has, where none answers. */
  digest = `sha256:${'0'.repeat(64)}`;

  private readonly place: Place;
  private readonly podman = configurePodman();
  private readonly missing = whyNoContainers();
  private readonly loads = new Map<string, Load>();
  private engine: Engine | undefined;

  constructor(place: Place) {
    this.place = place;
  }

  /** Whether anybody visits. */
  get areThere(): boolean {
    return this.missing === undefined;
  }

  /** Starts the AWS that they visit, with what runs on it; gives its address. */
  async open(): Promise<string> {
    refuseToSkipInCi(this.missing);
    if (this.missing) {
      process.stderr.write(`\n  NOT TESTED: whether moving in loses a request. ${this.missing}\n\n`);
      return (await startLocalAws(this.place)).endpoint;
    }
    this.engine = await requireEngine();
    await buildImage(this.engine, 'before-grades:latest', serving('old')); // As the old code names it.
    this.digest = await buildImage(this.engine, 'grades:latest', serving('new'));
    await stopLocalAws(this.place); // One on which nothing runs.
    return startNodes(this.place);
  }

  /** From now on hosts are under load. */
  come(...hosts: readonly string[]): void {
    if (this.missing) return;
    for (const host of hosts)
      this.loads.set(host, load({ port: this.gatewayPort, host, pauseMs, body: page }));
  }

  /** Makes sure who answers each host: the old service or site, or the new one; or, by a status, nobody. */
  async meet(expected: Readonly<Record<string, 'old' | 'new' | number>>): Promise<void> {
    if (this.missing) return;
    const answers = Object.keys(expected).map(async (host) => {
      const { status, body } = await ask({ port: this.gatewayPort, host, path: `/${whose}` });
      return [host, status === 200 ? body : status] as const;
    });
    expect(Object.fromEntries(await Promise.all(answers))).toEqual(expected);
  }

  /** Ends the load, and says what it met. */
  async leave(): Promise<Asked> {
    const all = await Promise.all([...this.loads.values()].map(({ end }) => end()));
    const [asked, lost] = [all.reduce((sum, each) => sum + each.asked, 0), all.flatMap((each) => each.lost)];
    const hosts = this.loads.size;
    this.loads.clear();
    if (hosts > 0) process.stderr.write(`\n  ${asked} requests on ${hosts} hosts, ${lost.length} lost\n\n`);
    return { asked, lost };
  }

  /** Stops everything that it started. */
  async close(): Promise<void> {
    await this.leave();
    await stopLocalAws(this.place);
    await this.engine
      ?.run(['rmi', '--force', 'before-grades:latest', 'grades:latest'])
      .catch(() => undefined);
    this.podman.remove();
  }

  private get gatewayPort(): number {
    return readNodes(this.place.dir)!.gateway;
  }
}
