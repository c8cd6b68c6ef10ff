import {
  DeregisterImageCommand,
  paginateDescribeImages,
  paginateDescribeInstances,
  paginateDescribeLaunchTemplateVersions,
  paginateDescribeLaunchTemplates,
  type EC2Client,
  type Image,
} from '@aws-sdk/client-ec2';
import type { Architecture, NodeImageContract } from '../contract';
import { UserError } from '../user-error';
import type { NodeImage } from './plan';

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
  if (!ImageId || !CreationDate || !architecture) {
    throw new UserError(
      `The image ${ImageId ?? 'without an id'} has the architecture '${Architecture}' and was made at '${CreationDate}'. ` +
        'Node images are x86_64 or arm64. Nothing was removed; take the tag off an image that is not a node image.',
    );
  }
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

/** The images of every instance that is not terminated, and of every version of every launch template. */
export async function findUsedImageIds(ec2: EC2Client): Promise<Set<string>> {
  const used = new Set<string>();
  const states = ['pending', 'running', 'shutting-down', 'stopping', 'stopped'];
  const instances = { Filters: [{ Name: 'instance-state-name', Values: states }] };
  for await (const page of paginateDescribeInstances({ client: ec2 }, instances)) {
    for (const { Instances } of page.Reservations ?? []) {
      for (const { ImageId } of Instances ?? []) if (ImageId) used.add(ImageId);
    }
  }
  for (const template of await launchTemplateIds(ec2)) {
    for (const id of await imagesOfTemplate(ec2, template)) used.add(id);
  }
  return used;
}

async function launchTemplateIds(ec2: EC2Client): Promise<string[]> {
  const ids: string[] = [];
  for await (const page of paginateDescribeLaunchTemplates({ client: ec2 }, {})) {
    ids.push(...(page.LaunchTemplates ?? []).flatMap(({ LaunchTemplateId }) => LaunchTemplateId ?? []));
  }
  return ids;
}

/**
 * The versions that something can be launched from without naming an old one: the newest and the default. A template
 * keeps all its old versions, so counting these would keep every image that ever ran.
 */
async function imagesOfTemplate(ec2: EC2Client, template: string): Promise<string[]> {
  const ids: string[] = [];
  // ResolveAlias: a template may name its image by an SSM parameter.
  const versions = { LaunchTemplateId: template, Versions: ['$Latest', '$Default'], ResolveAlias: true };
  for await (const page of paginateDescribeLaunchTemplateVersions({ client: ec2 }, versions)) {
    ids.push(
      ...(page.LaunchTemplateVersions ?? []).flatMap(
        ({ LaunchTemplateData }) => LaunchTemplateData?.ImageId ?? [],
      ),
    );
  }
  return ids;
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
    throw new UserError(
      `${image.id} is deregistered, but these snapshots of it are left and cost money: ${what}. Delete them by hand.`,
    );
  }
}
