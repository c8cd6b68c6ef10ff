import { sessionDocument } from '@dotkom/synthesised';
import { Account } from '../account/account';
import { Selection } from '../job/stack-job';
import { notAPlatform } from './errors';
import { NodeKind, runningInstances } from './instances';
import { startSession } from './start-session';

export interface ShellChoices {
  /** Which kind of instance. @default 'arm64' */
  readonly node?: NodeKind;
  /** One certain instance, by its id. */
  readonly instance?: string;
  /** Say how, and do nothing. */
  readonly print?: boolean;
}

/**
 * Opens a logged shell on an instance of a platform, in this terminal; tells whether it ended well.
 *
 * @throws UserError when the stack is no platform, nothing of that kind runs, or a program is missing.
 */
export async function openShell(
  { stacks: [platform], account, say }: Selection,
  { node = 'arm64', instance, print }: ShellChoices,
): Promise<boolean> {
  if (!platform) return true;
  const document = sessionDocument(platform, 'Standard_Stream');
  if (!document) throw notAPlatform(platform.name);
  const chosen = instance ?? (await chooseInstance(platform.name, account, node, say));
  return startSession({ instance: chosen, document }, { print, say });
}

async function chooseInstance(
  platform: string,
  account: Account,
  node: NodeKind,
  say: Selection['say'],
): Promise<string> {
  const [first, ...others] = await runningInstances(platform, node, account);
  if (!first) throw new Error('runningInstances gives at least one.');
  if (others.length > 0) {
    const list = [first, ...others].map(({ id, zone, since }) => `  ${id}  ${zone}  since ${since}`);
    say(`Of this kind run:\n${list.join('\n')}\nTaken is the first; another by --instance.`);
  }
  return first.id;
}
