import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readNodes } from '@dotkom/local-nodes';
import { Clone, Ended } from '../reader/clone';

/** The port of the gateway on the page, which may be taken here. */
const portOnPage = ':8080';

/** A reader of the tutorial, with a clone of their own. */
export class Reader extends Clone {
  /**
   * @param workspaceRoot what is cloned.
   * @param engine the program by which images are built and run; it answers as `docker`.
   */
  constructor(workspaceRoot: string, engine: string) {
    super(workspaceRoot);
    this.offerDocker(engine);
  }

  /** Runs a command of a page; gives how it ended. */
  override run(command: string): Promise<Ended> {
    return super.run(this.here(command), { env: { PATH: `${this.programs}:${process.env['PATH']}` } });
  }

  /** A text of the page with the ports that are this reader's. */
  here(text: string): string {
    const gateway = readNodes(join(this.root, 'dist'))?.gateway;
    return gateway ? text.replaceAll(portOnPage, `:${gateway}`) : text;
  }

  /** Ends what still runs. */
  async stop(): Promise<void> {
    await this.run('npm stop');
  }

  private get programs(): string {
    return join(this.home, 'bin');
  }

  /** No registry of images has to be reachable: what is built, is built from this machine's own Node.js. */
  private offerDocker(engine: string): void {
    mkdirSync(this.programs);
    const docker = join(this.programs, 'docker');
    const build = `CONTAINER_ENGINE='${engine}' exec node --import tsx tools/end-to-end/src/tutorial/build-image.ts "$@"`;
    writeFileSync(docker, `#!/bin/sh\n[ "$1" = build ] && ${build}\nexec '${engine}' "$@"\n`);
    chmodSync(docker, 0o755);
  }
}
