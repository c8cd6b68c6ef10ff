import { Construct } from 'constructs';
import { CloudfrontResponseHeadersPolicy } from '@cdktf/provider-aws/lib/cloudfront-response-headers-policy';

const secondsPerYear = 31_536_000;

export interface ResponseHeadersProps {
  readonly name: string;
  readonly contentSecurityPolicy?: string;
  readonly corsOrigins: readonly string[];
}

/**
 * What a site tells browsers with every answer: come back over TLS alone for a year, believe the type that a file is
 * sent with, show it in no frame of another site, and tell other sites no more than where a visitor comes from.
 */
export function createResponseHeaders(
  scope: Construct,
  { name, contentSecurityPolicy, corsOrigins }: ResponseHeadersProps,
): CloudfrontResponseHeadersPolicy {
  return new CloudfrontResponseHeadersPolicy(scope, 'response-headers', {
    name,
    securityHeadersConfig: {
      // Not for the hosts below it: they are other applications', which say so for themselves.
      strictTransportSecurity: {
        accessControlMaxAgeSec: secondsPerYear,
        includeSubdomains: false,
        override: true,
      },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: 'DENY', override: true },
      referrerPolicy: { referrerPolicy: 'strict-origin-when-cross-origin', override: true },
      ...(contentSecurityPolicy && { contentSecurityPolicy: { contentSecurityPolicy, override: true } }),
    },
    ...(corsOrigins.length > 0 && {
      corsConfig: {
        accessControlAllowCredentials: false,
        accessControlAllowHeaders: { items: ['*'] },
        accessControlAllowMethods: { items: ['GET', 'HEAD'] },
        accessControlAllowOrigins: { items: [...corsOrigins] },
        originOverride: true,
      },
    }),
  });
}
