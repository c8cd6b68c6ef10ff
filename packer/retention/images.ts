import {
  DeregisterImageCommand,
  paginateDescribeImages,
  paginateDescribeInstances,
  paginateDescribeLaunchTemplateVersions,
  paginateDescribeLaunchTemplates,
  EC2Client,
  Image,
  LaunchTemplateVersion,
} from '@aws-sdk/client-ec2';
import { Architecture, NodeImageContract } from '../contract';
import { notANodeImage, snapshotsLeft } from './errors';
import { NodeImage, Uses } from './plan';

/** The account's own images that carry every tag of the contract. */
export async function findNodeImages(ec2: EC2Client, contract: NodeImageContract): Promise<NodeImage[]> {
  const filters = Object.entries(identifyingTags(contract)).map(([tag, value]) => ({
    Name: `tag:${tag}`,
    Values: [value],
  }));
  const found: NodeImage[] = [];
  for await (const page of paginateDescribeImages({ client: ec2 }, { Owners: ['self'], Filters: filters })) {
    for (const image of page.Images ?? []) found.push(asNodeImage(image));
  }
  return found;
}

/** An image of an older contract is one of ours too, so the contract's version does not count. */
function identifyingTags({ image }: NodeImageContract): Record<string, string> {
  return Object.fromEntries(Object.entries(image.tags).filter(([tag]) => !tag.endsWith(':contract')));
}

function asNodeImage({ ImageId, Name, Architecture, CreationDate, BlockDeviceMappings }: Image): NodeImage {
  const architecture = architectures[Architecture ?? ''];
  if (!ImageId || !CreationDate || !architecture) throw notANodeImage(ImageId, Architecture, CreationDate);
  const snapshots = (BlockDeviceMappings ?? []).flatMap(({ Ebs }) => Ebs?.SnapshotId ?? []);
  return {
    id: ImageId,
    name: Name ?? ImageId,
    architecture,
    createdAt: new Date(CreationDate),
    snapshotIds: snapshots,
  };
}

const architectures: Readonly<Record<string, Architecture | undefined>> = { x86_64: 'amd64', arm64: 'arm64' };

/**
 * In use are the images of every instance that is not terminated, and of the newest and the default version of every
 * launch template; before that were those that the template's versions named before these.
 */
export async function findUses(ec2: EC2Client): Promise<Uses> {
  const now = new Set<string>();
  const before = new Set<string>();
  const states = ['pending', 'running', 'shutting-down', 'stopping', 'stopped'];
  const instances = { Filters: [{ Name: 'instance-state-name', Values: states }] };
  for await (const page of paginateDescribeInstances({ client: ec2 }, instances)) {
    for (const { Instances } of page.Reservations ?? []) {
      for (const { ImageId } of Instances ?? []) if (ImageId) now.add(ImageId);
    }
  }
  for (const template of await launchTemplateIds(ec2)) {
    const versions = await versionsOfTemplate(ec2, template);
    for (const index of currentVersions(versions)) {
      const current = imageOf(versions[index]);
      if (current !== undefined) now.add(current);
      const previous = versions
        .slice(index + 1)
        .map(imageOf)
        .find((image) => image !== undefined && image !== current);
      if (previous !== undefined) before.add(previous);
    }
  }
  return { now, before };
}

async function launchTemplateIds(ec2: EC2Client): Promise<string[]> {
  const ids: string[] = [];
  for await (const page of paginateDescribeLaunchTemplates({ client: ec2 }, {})) {
    ids.push(...(page.LaunchTemplates ?? []).flatMap(({ LaunchTemplateId }) => LaunchTemplateId ?? []));
  }
  return ids;
}

/** Every version of a launch template, the newest first. */
async function versionsOfTemplate(ec2: EC2Client, template: string): Promise<LaunchTemplateVersion[]> {
  const versions: LaunchTemplateVersion[] = [];
  // ResolveAlias: a template may name its image by an SSM parameter.
  const all = { LaunchTemplateId: template, ResolveAlias: true };
  for await (const page of paginateDescribeLaunchTemplateVersions({ client: ec2 }, all)) {
    versions.push(...(page.LaunchTemplateVersions ?? []));
  }
  return versions.sort((a, b) => (b.VersionNumber ?? 0) - (a.VersionNumber ?? 0));
}

/**
 * Where the versions are that something can be launched from without naming an old one: the newest and the default. A
 * template keeps all its old versions, so counting these would keep every image that ever ran.
 */
function currentVersions(newestFirst: readonly LaunchTemplateVersion[]): number[] {
  return newestFirst.flatMap(({ DefaultVersion }, index) => (index === 0 || DefaultVersion ? index : []));
}

function imageOf(version: LaunchTemplateVersion | undefined): string | undefined {
  return version?.LaunchTemplateData?.ImageId;
}

/** Deregisters an image together with its snapshots; EC2 leaves a snapshot that another image has too. */
export async function removeImage(ec2: EC2Client, image: NodeImage): Promise<void> {
  const { DeleteSnapshotResults } = await ec2.send(
    new DeregisterImageCommand({ ImageId: image.id, DeleteAssociatedSnapshots: true }),
  );
  const left = (DeleteSnapshotResults ?? []).filter(
    ({ ReturnCode }) => ReturnCode !== 'success' && ReturnCode !== 'skipped',
  );
  if (left.length > 0) {
    const what = left.map(({ SnapshotId, ReturnCode }) => `${SnapshotId} (${ReturnCode})`).join(', ');
    throw snapshotsLeft(image.id, what);
  }
}
