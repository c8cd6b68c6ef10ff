import { makesItsStateBucket, SynthesisedStack } from '@dotkom/synthesised';
import { Account } from '../account/account';
import { couldNotBeAsked } from '../account/clients';
import { Check, Outside, Subject } from './check';
import { billing } from './checks/billing';
import { bucketNames } from './checks/buckets';
import { computing } from './checks/computing';
import { githubEnvironments } from './checks/github-environments';
import { identity } from './checks/identity';
import { publicBuckets, publicSnapshots } from './checks/public-things';
import { certificateQuota, gatewayQuotas, networkQuotas } from './checks/quotas';
import { collidingRoles, githubProvider } from './checks/roles';
import { sending } from './checks/sending';
import { serviceLinkedRoles } from './checks/service-linked-roles';
import { takenNames } from './checks/taken-names';
import { delegation, existingZones } from './checks/zones';
import { delegationOf } from './delegation';
import { githubOf } from './github';
import { notKnown, Row } from './row';
import { table } from './table';

/** What has to hold before bootstrap is deployed to an account, and what before the platform and applications are. */
const checks: Readonly<Record<'bootstrap' | 'platform', readonly Check[]>> = {
  bootstrap: [
    ...[identity, existingZones, githubProvider, collidingRoles, bucketNames],
    ...[publicBuckets, publicSnapshots, githubEnvironments],
  ],
  platform: [
    ...[identity, serviceLinkedRoles, delegation, computing, networkQuotas, gatewayQuotas, certificateQuota],
    ...[billing, sending, collidingRoles, bucketNames, takenNames],
  ],
};

export interface PreflightChoices {
  /** The rows as JSON, for programs. @default a table */
  readonly json?: boolean;
}

/**
 * Says whether an account is ready for what is about to be deployed: for bootstrap alone, or for the platform and every
 * application.
 *
 * @param asked the stacks of the project that it is asked for.
 * @param estate the stacks of every project: what the account must have room for.
 * @param say gets each line.
 * @returns whether nothing is not ready; what is not known does not count.
 * @throws UserError when nobody is signed in to the account.
 */
export async function preflight(
  asked: readonly SynthesisedStack[],
  estate: readonly SynthesisedStack[],
  account: Account,
  say: (line: string) => void,
  { json = false }: PreflightChoices = {},
  outside: Outside = { delegation: delegationOf, github: githubOf(account.env) },
): Promise<boolean> {
  const isBootstrap = asked.some(makesItsStateBucket);
  const stacks = estate.filter((stack) => makesItsStateBucket(stack) === isBootstrap);
  const rows: Row[] = [];
  for (const check of checks[isBootstrap ? 'bootstrap' : 'platform'])
    rows.push(...(await rowsOf(check, { account, stacks, estate, outside })));
  for (const line of json ? [JSON.stringify(rows, null, 2)] : table(rows)) say(line);
  return rows.every(({ readiness }) => readiness !== 'not ready');
}

/** What a check finds; one that may not be asked is not known, and the others go on. */
async function rowsOf(check: Check, subject: Subject): Promise<readonly Row[]> {
  try {
    return await check.rows(subject);
  } catch (error) {
    if (check === identity || !couldNotBeAsked(error)) throw error;
    const { name, message } = error as Error;
    return [
      notKnown(check.what, `${name}: ${message}`, 'Sign in as somebody who may ask this, and look again.'),
    ];
  }
}
