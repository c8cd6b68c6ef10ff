import { Construct } from 'constructs';
import { Fn } from 'cdktf';
import { DataAwsAmi } from '@cdktf/provider-aws/lib/data-aws-ami';
import { DataAwsAmiIds } from '@cdktf/provider-aws/lib/data-aws-ami-ids';
import { DataAwsSsmParameter } from '@cdktf/provider-aws/lib/data-aws-ssm-parameter';
import { Architecture } from '../contract';
import { nodeImage, nodeImageName } from './node-image';

/**
 * Which image nodes start from:
 * - `'newest'`: the newest that packer/ built in this account, or AWS's where there is none yet. It moves when one was
 *   built, and the next plan shows it.
 * - a version that packer/ built, such as `{ version: '20260101-041702' }`: moves only when it is changed here.
 * - `'ecs-optimised'`: AWS's newest, which moves about weekly.
 */
export type NodeImage = 'newest' | { readonly version: string } | 'ecs-optimised';

/** AWS's newest ECS-optimised Amazon Linux 2023 image: a public parameter. */
const ecsOptimised = {
  arm64: '/aws/service/ecs/optimized-ami/amazon-linux-2023/arm64/recommended/image_id',
  amd64: '/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id',
} as const satisfies Record<Architecture, string>;

/** The id of the image of one architecture, which Terraform looks up with each plan. */
export function nodeAmiId(scope: Construct, architecture: Architecture, image: NodeImage): string {
  if (image === 'ecs-optimised') return officialImage(scope, architecture);
  if (image === 'newest') return newestImage(scope, architecture);
  return new DataAwsAmi(scope, 'image', {
    owners: ['self'],
    filter: ownImages(nodeImageName(architecture, image.version)),
  }).id;
}

function officialImage(scope: Construct, architecture: Architecture): string {
  return new DataAwsSsmParameter(scope, 'official-image', { name: ecsOptimised[architecture] }).insecureValue;
}

/** `aws_ami` with `most_recent` would fail where there is none; a list of none is empty. */
function newestImage(scope: Construct, architecture: Architecture): string {
  const own = new DataAwsAmiIds(scope, 'own-images', {
    owners: ['self'],
    filter: [
      ...ownImages(nodeImage.image.namePatterns[architecture]),
      { name: 'state', values: ['available'] },
    ],
    sortAscending: false, // The newest first.
  });
  const official = officialImage(scope, architecture);
  return Fn.element(Fn.concat([own.ids, [official]]), 0);
}

/** Images of a name that were built for the same agreement as user data is written for. */
function ownImages(name: string): { name: string; values: string[] }[] {
  const { tags } = nodeImage.image;
  return [
    { name: 'name', values: [name] },
    ...Object.entries(tags).map(([tag, value]) => ({ name: `tag:${tag}`, values: [value] })),
  ];
}
