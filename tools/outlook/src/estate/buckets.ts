import { resourcesOf, SynthesisedStack } from '@dotkom/synthesised';
import { partOf } from './part';

/** A bucket of S3. */
export interface Bucket {
  /** `files`. */
  readonly name: string;
  readonly address: string;
}

export function readBuckets(stack: SynthesisedStack): Bucket[] {
  return resourcesOf(stack, 'aws_s3_bucket').map(({ address, constructPath }) => ({
    name: partOf(constructPath),
    address,
  }));
}
