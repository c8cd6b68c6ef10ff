import { resourcesOf, SynthesisedStack } from '@dotkom/synthesised';
import { blocksOf, partOf, referred } from './part';

/** A static site: files in a bucket behind a distribution of CloudFront. */
export interface Site {
  /** `cdn`. */
  readonly name: string;
  readonly address: string;
  readonly hosts: readonly string[];
  /** The address of the bucket that its files are in. */
  readonly bucket?: string;
  /** `PriceClass_100`: from which of its locations CloudFront answers. */
  readonly priceClass: string;
}

export function readSites(stack: SynthesisedStack): Site[] {
  const buckets = resourcesOf(stack, 'aws_s3_bucket');
  return resourcesOf(stack, 'aws_cloudfront_distribution').map(({ address, config, constructPath }) => ({
    name: partOf(constructPath),
    address,
    hosts: blocksOf(config.aliases).map(String),
    bucket: blocksOf(config.origin)
      .map((origin) => referred(buckets, origin['domain_name'])?.address)
      .find(Boolean),
    priceClass: String(config.price_class ?? 'PriceClass_All'),
  }));
}
