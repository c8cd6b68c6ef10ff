import {
  brokenInvariants,
  jsonOf,
  onlyResource,
  publicParts,
  referred,
  resources,
} from '@dotkom/stack/testing';
import { applicationWith, refusalOf, TestApplication, TestGrantee } from '../testing';
import { StaticSiteProps } from './props';
import { StaticSite } from './static-site';
import { viewerFunction } from './viewer-function';

const site = (props: Partial<StaticSiteProps> = {}, of: TestApplication = {}) =>
  applicationWith((stack) => new StaticSite(stack, 'web', { host: 'app.vinstraff.no', ...props }), of);

const plain = site();
const distribution = onlyResource(plain, 'aws_cloudfront_distribution');

describe('a static site', () => {
  it('keeps the rules for every stack, and has nothing public but through CloudFront', () => {
    expect(brokenInvariants(plain)).toEqual([]);
    expect(publicParts(plain)).toEqual([]);
  });

  it('has a private bucket, which its distribution alone may read and see what is missing from', () => {
    const { policy } = onlyResource(plain, 'aws_s3_bucket_policy');
    const [tls, read, list, ...others] = jsonOf(policy).Statement;
    expect(others).toEqual([]);
    expect(tls).toMatchObject({ Sid: 'OnlyOverTls', Effect: 'Deny' });
    const [bucket] = Object.keys(plain.resource['aws_s3_bucket'] ?? {});
    for (const [statement, action, resource] of [
      [read, 's3:GetObject', `\${aws_s3_bucket.${bucket}.arn}/*`],
      [list, 's3:ListBucket', `\${aws_s3_bucket.${bucket}.arn}`],
    ]) {
      expect(statement).toMatchObject({
        Effect: 'Allow',
        Principal: { Service: 'cloudfront.amazonaws.com' },
        Action: [action],
        Resource: [resource],
      });
      expect(referred(plain, statement.Condition.StringEquals['AWS:SourceArn'])).toBe(distribution);
    }
  });

  it('is read by signed requests, never from a website of the bucket', () => {
    const [origin, ...others] = distribution['origin'];
    expect(others).toEqual([]);
    expect(origin.domain_name).toMatch(/\.bucket_regional_domain_name\}$/);
    expect(referred(plain, origin.origin_access_control_id)).toMatchObject({
      origin_access_control_origin_type: 's3',
      signing_behavior: 'always',
      signing_protocol: 'sigv4',
    });
    expect(resources(plain, 'aws_s3_bucket_website_configuration')).toEqual([]);
  });

  it('answers over TLS 1.2 or newer, compressed, from near its visitors, by IPv6 and HTTP/3 too', () => {
    expect(distribution).toMatchObject({
      http_version: 'http2and3',
      is_ipv6_enabled: true,
      price_class: 'PriceClass_100',
      viewer_certificate: { minimum_protocol_version: 'TLSv1.2_2021', ssl_support_method: 'sni-only' },
      default_cache_behavior: { viewer_protocol_policy: 'redirect-to-https', compress: true },
    });
  });

  it.each(['single-page', 'none'] as const)(
    'tells the truth about a missing file, with the fallback %s: no error becomes a page',
    (fallback) => {
      const each = onlyResource(site({ fallback }), 'aws_cloudfront_distribution');
      expect(each).not.toHaveProperty('custom_error_response');
      // What keeps `/` from being a list of all files, which the distribution could see.
      expect(each['default_root_object']).toBe('index.html');
    },
  );

  it('has each request seen by its own function first', () => {
    for (const fallback of ['single-page', 'none'] as const) {
      const stack = site({ fallback });
      const [association, ...others] = onlyResource(stack, 'aws_cloudfront_distribution')[
        'default_cache_behavior'
      ].function_association;
      expect(others).toEqual([]);
      expect(association.event_type).toBe('viewer-request');
      expect(referred(stack, association.function_arn)).toMatchObject({
        publish: true,
        code: viewerFunction({ host: 'app.vinstraff.no', singlePage: fallback === 'single-page' }),
      });
    }
  });

  it('is under its hosts, each with addresses of both kinds in its own zone', () => {
    const stack = site({ host: 'vinstraff.no', redirectFrom: ['www.vinstraff.no', 'vin.online.ntnu.no'] });
    expect(onlyResource(stack, 'aws_cloudfront_distribution')['aliases']).toEqual([
      'vinstraff.no',
      'www.vinstraff.no',
      'vin.online.ntnu.no',
    ]);
    const aliases = resources(stack, 'aws_route53_record').filter(({ alias }) => alias);
    const found = aliases.map(({ name, type, zone_id }) => [name, type, referred(stack, zone_id)['name']]);
    expect(found.sort()).toEqual(
      [
        ...['A', 'AAAA'].map((type) => ['vin.online.ntnu.no', type, 'online.ntnu.no']),
        ...['A', 'AAAA'].map((type) => ['vinstraff.no', type, 'vinstraff.no']),
        ...['A', 'AAAA'].map((type) => ['www.vinstraff.no', type, 'vinstraff.no']),
      ].sort(),
    );
    for (const { alias } of aliases) {
      expect(referred(stack, alias.name)).toBe(onlyResource(stack, 'aws_cloudfront_distribution'));
    }
  });
});

describe("a site's certificate", () => {
  it('is for all its hosts and in us-east-1, and issued before the distribution asks for it', () => {
    const stack = site({ redirectFrom: ['www.vinstraff.no'] });
    const certificate = onlyResource(stack, 'aws_acm_certificate');
    expect(certificate).toMatchObject({
      provider: 'aws.us-east-1',
      domain_name: 'app.vinstraff.no',
      subject_alternative_names: ['www.vinstraff.no'],
      validation_method: 'DNS',
      lifecycle: { create_before_destroy: true },
    });
    const { viewer_certificate } = onlyResource(stack, 'aws_cloudfront_distribution');
    const validation = referred(stack, viewer_certificate.acm_certificate_arn);
    expect(validation['provider']).toBe('aws.us-east-1');
    expect(referred(stack, validation['certificate_arn'])).toBe(certificate);
    expect(validation['depends_on']).toHaveLength(2);
  });

  it('proves each name by a record of its own, but leaves those of the gateway to the gateway', () => {
    const proven = (host: string, redirectFrom: string[] = []) =>
      resources(site({ host, redirectFrom }), 'aws_route53_record')
        .filter(({ alias }) => !alias)
        .map(({ name }) => /== \\?"([^"\\]+)/.exec(name)?.[1]);
    expect(proven('app.vinstraff.no')).toEqual(['app.vinstraff.no']);
    expect(proven('vinstraff.no', ['www.vinstraff.no'])).toEqual(['www.vinstraff.no']);
    expect(proven('staging.vinstraff.no')).toEqual([]);
  });
});

describe('the headers of a site', () => {
  const headers = (props: Partial<StaticSiteProps> = {}) => {
    const stack = site(props);
    const { default_cache_behavior } = onlyResource(stack, 'aws_cloudfront_distribution');
    return referred(stack, default_cache_behavior.response_headers_policy_id);
  };

  it('keep browsers to TLS and to the types of files, out of frames, and quiet about where visitors were', () => {
    expect(headers()['security_headers_config']).toEqual({
      strict_transport_security: {
        access_control_max_age_sec: 31_536_000,
        include_subdomains: false,
        override: true,
      },
      content_type_options: { override: true },
      frame_options: { frame_option: 'DENY', override: true },
      referrer_policy: { referrer_policy: 'strict-origin-when-cross-origin', override: true },
    });
  });

  it('say what the page may load, if the site says so', () => {
    const contentSecurityPolicy = "default-src 'self'";
    expect(headers({ contentSecurityPolicy })['security_headers_config'].content_security_policy).toEqual({
      content_security_policy: contentSecurityPolicy,
      override: true,
    });
  });

  it('let scripts of named sites read its files, and of no others', () => {
    expect(headers()).not.toHaveProperty('cors_config');
    const corsOrigins = ['https://online.ntnu.no', 'https://dashboard.online.ntnu.no'];
    expect(headers({ corsOrigins })['cors_config']).toMatchObject({
      access_control_allow_credentials: false,
      access_control_allow_origins: { items: [...corsOrigins].sort() },
      access_control_allow_methods: { items: ['GET', 'HEAD'] },
    });
  });
});

describe('the upload of a site', () => {
  const role = onlyResource(plain, 'aws_iam_role');
  const dataOf = (type: string) => Object.values(plain.data[type] ?? {})[0];
  const [found] = Object.keys(plain.data['aws_iam_roles'] ?? {});
  const ifReleased = `\${length(data.aws_iam_roles.${found}.names)}`;

  it('is for those who may release the application in this environment', () => {
    const [release] = Object.keys(plain.data['aws_iam_role'] ?? {});
    expect(dataOf('aws_iam_role')?.['name']).toBe('ci-release-grades-prod');
    expect(role['assume_role_policy']).toBe(`\${data.aws_iam_role.${release}[0].assume_role_policy}`);
    expect(role).toMatchObject({ name: 'grades-prod-web-upload', path: '/applications/grades/' });
  });

  it('waits for there to be such a role, without a plan that fails', () => {
    expect(dataOf('aws_iam_roles')).toMatchObject({
      path_prefix: '/ci/',
      name_regex: '^ci-release-grades-prod$',
    });
    for (const each of [role, onlyResource(plain, 'aws_iam_role_policy'), dataOf('aws_iam_role')])
      expect(each?.['count']).toBe(ifReleased);
  });

  it("reaches this site's files and its cache, and nothing else", () => {
    const [upload, compare, invalidate, ...others] = jsonOf(
      onlyResource(plain, 'aws_iam_role_policy')['policy'],
    ).Statement;
    expect(others).toEqual([]);
    expect(upload.Action).toEqual(['s3:AbortMultipartUpload', 's3:DeleteObject', 's3:PutObject']);
    const bucket = onlyResource(plain, 'aws_s3_bucket');
    expect(referred(plain, upload.Resource[0].replace(/\/\*$/, ''))).toBe(bucket);
    expect(compare.Action).toEqual(['s3:ListBucket']);
    expect(referred(plain, compare.Resource[0])).toBe(bucket);
    expect(invalidate.Action).toEqual(['cloudfront:CreateInvalidation']);
    expect(referred(plain, invalidate.Resource[0])).toBe(distribution);
  });

  it('may be a service instead, which writes and deletes', () => {
    const grantee = new TestGrantee();
    applicationWith((stack) => {
      const cdn = new StaticSite(stack, 'cdn', { host: 'cdn.online.ntnu.no', fallback: 'none' });
      cdn.grantWrite(grantee);
      cdn.grantDelete(grantee);
    });
    expect(grantee.statements.map(({ sid, actions }) => [sid, actions])).toEqual([
      ['WriteCdnFiles', ['s3:AbortMultipartUpload', 's3:PutObject']],
      ['DeleteCdnFiles', ['s3:DeleteObject']],
    ]);
  });

  it('may be pages of named sites, which send to the bucket itself what a service signed, and may read where it lies', () => {
    const uploadsFrom = ['https://online.ntnu.no', 'https://dashboard.online.ntnu.no'];
    const stack = applicationWith((each) => {
      new StaticSite(each, 'cdn', { host: 'cdn.online.ntnu.no', fallback: 'none', uploadsFrom });
    });
    const cors = onlyResource(stack, 'aws_s3_bucket_cors_configuration');
    expect(referred(stack, cors['bucket'])).toBe(onlyResource(stack, 'aws_s3_bucket'));
    expect(cors['cors_rule']).toEqual([
      expect.objectContaining({
        allowed_origins: [...uploadsFrom].sort(),
        allowed_methods: expect.arrayContaining(['POST', 'PUT']),
        expose_headers: expect.arrayContaining(['Location']),
      }),
    ]);
    expect(onlyResource(stack, 'aws_cloudfront_response_headers_policy')['cors_config']).toBeUndefined();
    expect(plain.resource['aws_s3_bucket_cors_configuration']).toBeUndefined();
  });

  it('is told where to: the outputs say so, and none is secret', () => {
    const [output] = Object.values<any>(plain['output']);
    expect(output.sensitive ?? false).toBe(false);
    expect(output.value).toMatchObject({
      site: 'web',
      hosts: ['app.vinstraff.no'],
      uploadRole: 'grades-prod-web-upload',
    });
    expect(referred(plain, output.value.distributionId)).toBe(distribution);
    expect(referred(plain, output.value.bucket)).toBe(onlyResource(plain, 'aws_s3_bucket'));
  });
});

describe('two sites of one application', () => {
  it('share nothing but the platform', () => {
    const stack = applicationWith((each) => {
      new StaticSite(each, 'web', { host: 'vinstraff.no' });
      new StaticSite(each, 'cdn', { host: 'cdn.online.ntnu.no', fallback: 'none' });
    });
    for (const type of ['aws_s3_bucket', 'aws_cloudfront_function', 'aws_cloudfront_origin_access_control']) {
      const names = resources(stack, type).map((each) => each['bucket'] ?? each['name']);
      expect(new Set(names).size).toBe(2);
    }
    expect(stack['provider'].aws).toHaveLength(2);
  });
});

describe('a site is refused for', () => {
  it.each<[string, Partial<StaticSiteProps>, string]>([
    ['a host in no zone', { host: 'vinstraff.com' }, "'vinstraff.com' is in none of the zones"],
    ['a host with a scheme', { host: 'https://vinstraff.no' }, "'https://vinstraff.no' is not a host name"],
    [
      'another host that is none',
      { redirectFrom: ['*.vinstraff.no'] },
      "'*.vinstraff.no' is not a host name",
    ],
    [
      'a host that leads to itself',
      { redirectFrom: ['app.vinstraff.no'] },
      "The host 'app.vinstraff.no' is listed more than once.",
    ],
    [
      'more hosts than a certificate takes',
      { redirectFrom: Array.from({ length: 10 }, (_, index) => `h${index}.vinstraff.no`) },
      '11 hosts are too many for one site',
    ],
    ['any other site', { corsOrigins: ['*'] }, "'*' is no site whose pages may be let in"],
    ['uploads of any site', { uploadsFrom: ['*'] }, "'*' is no site whose pages may be let in"],
    [
      'a policy of two lines',
      { contentSecurityPolicy: 'a\nb' },
      'cannot be sent as a Content-Security-Policy',
    ],
    ['an empty policy', { contentSecurityPolicy: ' ' }, 'cannot be sent as a Content-Security-Policy'],
  ])('%s', (_, props, message) => {
    const refused = refusalOf(
      (stack) => new StaticSite(stack, 'web', { host: 'app.vinstraff.no', ...props }),
    );
    expect(refused).toContain('  grades-prod/web\n');
    expect(refused).toContain(message);
  });

  it('everything that is wrong, at once', () => {
    const props = { host: 'vinstraff.com', corsOrigins: ['*'] };
    const refused = refusalOf((stack) => new StaticSite(stack, 'web', props));
    expect(refused).toMatch(/^2 problems to mend/);
  });
});
