import { DescribeInstancesCommand, EC2Client, Filter, Instance } from '@aws-sdk/client-ec2';
import { Account } from '../account/account';
import { askAccount, clientConfig } from '../account/clients';
import { noInstance, unknownNode } from './errors';

/** The kinds of instances that a platform has. */
export const nodeKinds = ['arm64', 'amd64', 'nat'] as const;
export type NodeKind = (typeof nodeKinds)[number];

/** An instance that runs. */
export interface RunningInstance {
  readonly id: string;
  readonly zone: string;
  /** Since when it runs, as a date that can be read. */
  readonly since: string;
}

/**
 * The instances of a kind that run on a platform, the one that runs longest first.
 *
 * @param platform the name of the platform's stack, from which its instances have their `Name` tag.
 * @throws UserError when there is none, or the account does not say.
 */
export async function runningInstances(
  platform: string,
  kind: NodeKind,
  account: Account,
): Promise<RunningInstance[]> {
  if (!nodeKinds.includes(kind)) throw unknownNode(kind, nodeKinds);
  const Filters = filters(platform, kind);
  const ec2 = new EC2Client(clientConfig(account));
  const { Reservations = [] } = await askAccount('which instances run', () =>
    ec2.send(new DescribeInstancesCommand({ Filters })),
  );
  const found = Reservations.flatMap(({ Instances = [] }) => Instances).map(described);
  if (found.length === 0) {
    const searched = Filters.map(({ Name, Values = [] }) => `${Name} ${Values.join()}`).join(', ');
    throw noInstance(kind === 'nat' ? `NAT of ${platform}` : `${kind} node of ${platform}`, searched);
  }
  return found.sort((one, other) => one.since.localeCompare(other.since));
}

function filters(platform: string, kind: NodeKind): Filter[] {
  const role = kind === 'nat' ? 'nat' : 'node';
  return [
    { Name: 'tag:Name', Values: [`${platform}-${role}`] },
    { Name: 'tag:platform:role', Values: [role] },
    { Name: 'instance-state-name', Values: ['running'] },
    ...(kind === 'nat' ? [] : [{ Name: 'architecture', Values: [kind === 'amd64' ? 'x86_64' : kind] }]),
  ];
}

function described({ InstanceId = '', Placement, LaunchTime }: Instance): RunningInstance {
  return { id: InstanceId, zone: Placement?.AvailabilityZone ?? '', since: LaunchTime?.toISOString() ?? '' };
}
