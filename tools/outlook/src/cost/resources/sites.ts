import { line } from '../line';
import { Pricing } from '../pricing';

const distribution: Pricing = ({ constructPath: of }, { volumes }) => [
  line('use', 'sites', of, `${volumes.siteGigabytes} GB of answers`, 'cloudfront/out', volumes.siteGigabytes),
  line(
    'use',
    'sites',
    of,
    `${volumes.siteRequestMillions} million requests`,
    'cloudfront/requests',
    volumes.siteRequestMillions * 100, // Of ten thousand each.
  ),
];

const viewerFunction: Pricing = ({ constructPath: of }, { volumes }) => [
  line(
    'use',
    'sites',
    of,
    `a function for ${volumes.siteRequestMillions} million of them`,
    'cloudfront/functions',
    volumes.siteRequestMillions,
  ),
];

export const sites: Readonly<Record<string, Pricing>> = {
  aws_cloudfront_distribution: distribution,
  aws_cloudfront_function: viewerFunction,
};
