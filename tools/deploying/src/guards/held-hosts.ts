import { recordsOf } from '../adoption/moves-host';
import { heldHostsOf } from '../status/held-hosts';
import { hostsAreHeld } from './errors';
import { GuardedStack } from './guarded-stack';

/** The records of a held host are still those of the site before. Its people would be led nowhere. */
export async function heldHosts({ stack, account, project, configuration }: GuardedStack): Promise<void> {
  if (account.isLocal || project.adoption === undefined) return; // Nobody is led by the AWS of this machine.
  const held = heldHostsOf(stack, project).map(({ host }) => host);
  if (held.length === 0) return;
  const records = held.flatMap((host) => [...recordsOf([stack], host)]);
  throw hostsAreHeld(stack.name, held, records, { project: project.name, configuration });
}
