import { EC2Client } from '@aws-sdk/client-ec2';
import { NodeImageContract } from '../contract';
import { findNodeImages, findUses, removeImage } from './images';
import { RetentionOptions } from './options';
import { planRetention } from './plan';
import { describePlan } from './report';

/** Plans the retention, and carries it out where asked to; yields what to tell people as it goes. */
export async function* applyRetention(
  ec2: EC2Client,
  contract: NodeImageContract,
  { keep, apply }: RetentionOptions,
): AsyncGenerator<string> {
  const images = await findNodeImages(ec2, contract);
  // Asked for after the images: an image that is taken into use meanwhile is among the newest, and stays.
  const plan = planRetention(images, await findUses(ec2), keep);
  yield* describePlan(plan, apply);
  if (!apply) return;
  for (const image of plan.remove) {
    await removeImage(ec2, image);
    yield `removed ${image.id}  ${image.name}`;
  }
}
