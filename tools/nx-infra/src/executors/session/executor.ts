import { ExecutorContext } from '@nx/devkit';
import { Account, accountFor } from '../../account';
import { NodeKind, runningInstances } from '../../access/instances';
import { sessionDocument } from '../../access/session-documents';
import { startSession } from '../../access/start-session';
import { notAPlatform, nothingRunsLocally } from '../../errors';
import { AccountOptions, chosenStacks } from '../each-stack';
import { forPeople, say } from '../people';

export interface SessionOptions extends AccountOptions {
  /** Which kind of instance. @default 'arm64' */
  readonly node?: NodeKind;
  /** One certain instance, by its id. */
  readonly instance?: string;
  readonly print?: boolean;
}

/** `nx session platform`: a logged shell on an instance of a platform, in this terminal. */
export default function session(
  options: SessionOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return forPeople(async () => {
    const { project, configuration, stacks } = chosenStacks('session', options, context);
    if (configuration === 'local') throw nothingRunsLocally('session', project.name);
    const [platform] = stacks;
    if (!platform) return true;
    const document = sessionDocument(platform, 'Standard_Stream');
    if (!document) throw notAPlatform(platform.name);
    const instance =
      options.instance ??
      (await chooseInstance(platform.name, await accountFor(configuration, context.root), options.node));
    return startSession({ instance, document }, options.print);
  });
}

async function chooseInstance(platform: string, account: Account, node: NodeKind = 'arm64'): Promise<string> {
  const [first, ...others] = await runningInstances(platform, node, account);
  if (!first) throw new Error('runningInstances gives at least one.');
  if (others.length > 0) {
    const list = [first, ...others].map(({ id, zone, since }) => `  ${id}  ${zone}  since ${since}`);
    say(`Of this kind run:\n${list.join('\n')}\nTaken is the first; another by --instance.`);
  }
  return first.id;
}
