import {
  HostedZone,
  GetHostedZoneCommand,
  ListTagsForResourceCommand,
  Route53Client,
} from '@aws-sdk/client-route-53';
import { Check, Outside } from '../check';
import { preflightConfig } from '../clients';
import { idOfZone, plainName, zonesCalled } from '../../look/zones';
import { names } from '../estate-needs';
import { isOurs } from '../ours';
import { notKnown, notReady, ready, Row } from '../row';

/** Zones that bootstrap would make a second time. Everything finds a zone by its name, and a second one breaks that. */
export const existingZones: Check = {
  what: 'DNS zones',
  async rows({ account, stacks }) {
    const route53 = new Route53Client(preflightConfig(account));
    const rows: Row[] = [];
    for (const zone of names(stacks, 'aws_route53_zone')) {
      const what = `Zone ${zone}`;
      const found = await zonesCalled(route53, zone);
      const foreign = [];
      for (const each of found) if (!(await isZoneOurs(route53, each))) foreign.push(each);
      if (found.length > 1)
        rows.push(
          notReady(what, `${found.length} public zones have this name`, `Keep the one ${delegated}.`),
        );
      else if (foreign.length > 0) rows.push(alreadyThere(what, zone, foreign[0]!, account.env));
      else
        rows.push(
          ready(what, found.length === 0 ? 'not there yet: bootstrap makes it' : 'made by bootstrap'),
        );
    }
    return rows;
  },
};

const delegated = 'that the domain is delegated to, and remove the others';

function alreadyThere(what: string, name: string, zone: HostedZone, env: NodeJS.ProcessEnv): Row {
  const id = idOfZone(zone);
  if (toldToAdopt(env, name) === id) return ready(what, `exists (${id}): bootstrap will adopt it`);
  return notReady(
    what,
    `exists (${id}, ${zone.ResourceRecordSetCount ?? 0} records), and no state of ours holds it`,
    `Bootstrap would make a second zone of the name. Set TF_VAR_existing_zones='{"${name}":"${id}"}' for its first diff and ` +
      `deploy, with every zone that exists in it: they adopt it then, and change no record.`,
  );
}

/** The id by which bootstrap is told to take a zone over. */
function toldToAdopt({ TF_VAR_existing_zones: told }: NodeJS.ProcessEnv, name: string): unknown {
  try {
    return (JSON.parse(told ?? '{}') as Record<string, unknown> | null)?.[name];
  } catch {
    return undefined; // Terraform says what is wrong with it.
  }
}

/** Zones that lead nowhere: a certificate waits for its records until the deploy's credentials end. */
export const delegation: Check = {
  what: 'Delegation of the DNS zones',
  async rows({ account, estate, outside }) {
    const route53 = new Route53Client(preflightConfig(account));
    const rows: Row[] = [];
    for (const zone of names(estate, 'aws_route53_zone')) {
      const [found] = await zonesCalled(route53, zone);
      const what = `Delegation of ${zone}`;
      if (!found) rows.push(notReady(what, 'the account has no such zone', 'Deploy bootstrap first.'));
      else rows.push(await delegationOf(what, zone, await nameServersOf(route53, found), outside));
    }
    return rows;
  },
};

async function delegationOf(
  what: string,
  zone: string,
  own: readonly string[],
  outside: Outside,
): Promise<Row> {
  const point = `Have the domain's registrar, or who has the zone above, point ${zone} to ${own.join(', ')}.`;
  let above: readonly string[];
  try {
    above = (await outside.delegation(zone)).map(plainName).sort();
  } catch (error) {
    return notKnown(what, `DNS did not say: ${(error as Error).message}`, point);
  }
  if (above.length === 0) return notReady(what, 'the zone above names no servers for it', point);
  if (above.join() === own.join()) return ready(what, own.join(', '));
  return notReady(what, `the zone above names ${above.join(', ')}`, point);
}

async function isZoneOurs(route53: Route53Client, zone: HostedZone): Promise<boolean> {
  const ResourceId = idOfZone(zone);
  const { ResourceTagSet } = await route53.send(
    new ListTagsForResourceCommand({ ResourceType: 'hostedzone', ResourceId }),
  );
  return isOurs(ResourceTagSet?.Tags);
}

async function nameServersOf(route53: Route53Client, { Id }: HostedZone): Promise<string[]> {
  const { DelegationSet } = await route53.send(new GetHostedZoneCommand({ Id }));
  return (DelegationSet?.NameServers ?? []).map(plainName).sort();
}
