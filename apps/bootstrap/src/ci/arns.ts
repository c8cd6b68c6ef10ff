import { organisation } from '@dotkom/stack';

/** The ARN of a thing in the account and, unless said otherwise, in the region that everything runs in. */
export type Arn = (service: string, resource: string, region?: string) => string;

/** Writes ARNs of one account. */
export function arnsOf(accountId: string): Arn {
  return (service, resource, region = organisation.region) =>
    `arn:aws:${service}:${region}:${accountId}:${resource}`;
}

/** What stands for the region in ARNs of services that have none. */
export const noRegion = '';

export const stateBucketArn = `arn:aws:s3:::${organisation.stateBucket}`;
