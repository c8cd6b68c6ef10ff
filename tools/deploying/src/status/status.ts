import { dirname } from 'node:path';
import { localAddress, readNodes } from '@dotkom/local-nodes';
import { Account } from '../account/account';
import { askAccount } from '../account/clients';
import { Selection } from '../job/stack-job';
import { nothingDeployed } from '../look/errors';
import { heldHostsOf } from './held-hosts';
import { statusReport } from './report';
import { isDeployed, statusOf } from './stack-status';

export interface StatusChoices {
  /** Everything as JSON, for programs. @default a report for people */
  readonly json?: boolean;
}

/**
 * Tells how an application's services, jobs and sites are: what runs, what was released and by whom, what the gateway says
 * of it, how its deployment went, what ECS said last, and which alarms ring. Changes nothing.
 *
 * @returns true: where nothing in it runs, it says so.
 * @throws UserError when nothing of it is deployed, or the account does not say.
 */
export async function showStatus(
  { stacks, project, configuration, account, say }: Selection,
  { json = false }: StatusChoices,
): Promise<boolean> {
  const addressOf = addresses(account);
  const asked = stacks.map((stack) => statusOf(stack, account, addressOf, heldHostsOf(stack, project)));
  const statuses = await askAccount('how it is', () => Promise.all(asked));
  const parts = statuses.flatMap((each) => each.parts);
  if (parts.length > 0 && !parts.some(isDeployed)) {
    throw nothingDeployed(
      stacks.map(({ name }) => name),
      project.name,
      configuration,
    );
  }
  for (const line of json ? [JSON.stringify(statuses, null, 2)] : statusReport(statuses)) say(line);
  return true;
}

/** On this machine, a host is reached below the gateway of its AWS. */
function addresses({ isLocal, folder }: Account): (host: string) => string {
  const gateway = isLocal ? readNodes(dirname(folder))?.gateway : undefined;
  return (host) => (gateway === undefined ? `https://${host}` : localAddress(host, gateway));
}
