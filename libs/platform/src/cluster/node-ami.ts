import { Construct } from 'constructs';
import { DataAwsAmi } from '@cdktf/provider-aws/lib/data-aws-ami';
import { DataAwsSsmParameter } from '@cdktf/provider-aws/lib/data-aws-ssm-parameter';
import { Architecture } from '../contract';
import { nodeImage, nodeImageName } from './node-image';
import { ImageOrigin } from './node-user-data';

/**
 * Which image nodes start from: a version that packer/ built in this account, such as `'20260101-041702'`, or AWS's
 * newest ECS-optimised one. A version is a reviewed change; AWS's newest moves with AWS, and a plan shows when it has.
 */
export type NodeImage = { readonly version: string } | 'ecs-optimised';

/** AWS's newest ECS-optimised Amazon Linux 2023 image: a public parameter. */
const ecsOptimised = {
  arm64: '/aws/service/ecs/optimized-ami/amazon-linux-2023/arm64/recommended/image_id',
  amd64: '/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id',
} as const satisfies Record<Architecture, string>;

/** Finds the image of one architecture, and where it comes from. */
export function findNodeAmi(
  scope: Construct,
  architecture: Architecture,
  image: NodeImage,
): { amiId: string; origin: ImageOrigin } {
  if (image === 'ecs-optimised') {
    const parameter = new DataAwsSsmParameter(scope, 'image', { name: ecsOptimised[architecture] });
    return { amiId: parameter.insecureValue, origin: 'aws' };
  }
  const ami = new DataAwsAmi(scope, 'image', {
    owners: ['self'],
    filter: [
      { name: 'name', values: [nodeImageName(architecture, image.version)] },
      // Built for the same agreement as this user data is written for.
      ...Object.entries(nodeImage.image.tags).map(([tag, value]) => ({
        name: `tag:${tag}`,
        values: [value],
      })),
    ],
  });
  return { amiId: ami.id, origin: 'packer' };
}
