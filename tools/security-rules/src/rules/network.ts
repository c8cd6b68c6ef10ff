import { each, eachHas, Rule } from '../rule';

/** What a network and what it answers to the internet with should have. */
export const networkRules: readonly Rule[] = [
  eachHas('flow-logs', 'A network logs which addresses talk to each other.', 'aws_vpc', {
    type: 'aws_flow_log',
  }),
  each('endpoint-policy', 'An endpoint says what may be reached by it.', 'aws_vpc_endpoint', (endpoint) =>
    Boolean(endpoint['policy']),
  ),
  eachHas('request-filter', 'A firewall looks at the requests that a load balancer gets.', 'aws_lb', {
    type: 'aws_wafv2_web_acl_association',
  }),
  each(
    'edge-request-filter',
    'A firewall looks at the requests that CloudFront gets.',
    'aws_cloudfront_distribution',
    (distribution) => Boolean(distribution['web_acl_id']),
  ),
  each(
    'edge-countries',
    'CloudFront answers to some countries alone.',
    'aws_cloudfront_distribution',
    ({ restrictions }) => restrictions?.geo_restriction?.restriction_type !== 'none',
  ),
  each(
    'edge-second-origin',
    'CloudFront has a second origin for when the first fails.',
    'aws_cloudfront_distribution',
    (distribution) => Boolean(distribution['origin_group']),
  ),
  each('edge-log', 'CloudFront writes down requests.', 'aws_cloudfront_distribution', (distribution) =>
    Boolean(distribution['logging_config']),
  ),
  each(
    'edge-tls',
    'CloudFront speaks TLS 1.2 at least.',
    'aws_cloudfront_distribution',
    ({ viewer_certificate: certificate }) => /^TLSv1\.[23]/.test(certificate?.minimum_protocol_version),
  ),
  each('load-balancer-log', 'A load balancer writes down requests.', 'aws_lb', ({ access_logs: logs }) =>
    Boolean(logs?.enabled),
  ),
  each(
    'load-balancer-headers',
    'A load balancer drops headers that are none.',
    'aws_lb',
    (balancer) => balancer['drop_invalid_header_fields'] === true,
  ),
  each(
    'tls-to-targets',
    'A load balancer speaks TLS with what stands behind it.',
    'aws_lb_target_group',
    ({ protocol }) => protocol === 'HTTPS',
  ),
  each(
    'single-names',
    'A certificate is for names and not for wildcards.',
    'aws_acm_certificate',
    (certificate) => !JSON.stringify(certificate).includes('*.'),
  ),
  eachHas('zone-signing', 'A zone is signed (DNSSEC).', 'aws_route53_zone', {
    type: 'aws_route53_hosted_zone_dnssec',
  }),
  eachHas('zone-query-log', 'A zone writes down who asks for what.', 'aws_route53_zone', {
    type: 'aws_route53_query_log',
  }),
];
