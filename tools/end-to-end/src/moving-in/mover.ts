import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { localAwsFolderVariable } from '@dotkom/deploying';
import { workspaceRoot } from '../changes/application';
import { Clone, Shell } from '../reader/clone';
import { commandOf } from '../reader/page';

/** The pages of the guide, in the order in which they are followed. */
const guide = ['moving-in', 'moving-beside', 'moving-data', 'flipping', 'forgetting']
  .map((page) => readFileSync(join(workspaceRoot, 'docs/guides', `${page}.md`), 'utf8'))
  .join('\n');

/** Where a command of the guide is given, and what of it is another there. */
export interface Given extends Shell {
  readonly change?: (command: string) => string;
}

/** Whoever moves an application in: has a clone, and gives the commands of the guide as they stand there. */
export class Mover {
  private readonly clone: Clone;
  private readonly old: string;

  /**
   * @param dir where the AWS of the test is, which stands for the account.
   * @param old where the folders of the old estate are.
   */
  constructor(dir: string, old: string) {
    this.clone = new Clone(workspaceRoot, { [localAwsFolderVariable]: dir });
    this.old = old;
  }

  /** The clone. */
  get root(): string {
    return this.clone.root;
  }

  /**
   * Gives the command of the guide that a pattern is of; gives what it printed.
   *
   * @throws Error with that, where the command fails.
   */
  give(pattern: RegExp, { change = (command) => command, ...shell }: Given = {}): Promise<string> {
    return this.type(change(this.here(commandOf(guide, pattern))), shell);
  }

  /** As {@link give}, for a command that the guide leaves to another page. */
  async type(command: string, shell?: Shell): Promise<string> {
    const { code, output } = await this.clone.run(command, shell);
    if (code !== 0) throw new Error(`${command} ended with ${code}:\n${output}`);
    return output;
  }

  /** Leaves nothing behind. */
  leave(): void {
    this.clone.leave();
  }

  /** A command of the guide as it is here: on the AWS of this machine, with this old estate. */
  private here(command: string): string {
    return command
      .replace('-c prod', '-c local')
      .replace('g adopt --project grades', '$& -c local')
      .replaceAll('~/old', this.old);
  }
}
