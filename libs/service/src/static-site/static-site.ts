import { TerraformOutput } from 'cdktf';
import { Construct } from 'constructs';
import { CloudfrontDistribution } from '@cdktf/provider-aws/lib/cloudfront-distribution';
import { CloudfrontFunction } from '@cdktf/provider-aws/lib/cloudfront-function';
import { CloudfrontOriginAccessControl } from '@cdktf/provider-aws/lib/cloudfront-origin-access-control';
import { awsName, checked, checkedWord, placed } from '@dotkom/stack';
import { ApplicationStack } from '../application-stack';
import { Bucket } from '../bucket';
import { Grantee } from '../grantee';
import { inputs } from '../inputs/inputs';
import { normalise, NormalisedStaticSite, StaticSiteProps } from './props';
import { createResponseHeaders } from './response-headers';
import { SiteCertificate } from './site-certificate';
import { UploadRole } from './upload-role';
import { viewerFunction } from './viewer-function';

/**
 * AWS's policy CachingOptimized, whose id is the same in every account: files are kept for as long as their
 * Cache-Control says, a day where it says nothing; queries and cookies make no difference.
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
 */
const cachingOptimized = '658327ea-f89d-4fab-a63d-7e88639e58f6';

/**
 * Files that everybody may read, from a private bucket through CloudFront: a single-page application, or the files that
 * a service writes. With a certificate, security headers, and records for all of its hosts.
 *
 * No monthly cost of its own: in an account, the first TB out of CloudFront, 10 million requests and 2 million requests
 * that its function sees are free each month; then 0.085 dollars per GB, 0.012 per 10 000 requests and 0.10 per million
 * runs of the function (Europe). Storage is the bucket's.
 *
 * The first deploy takes about 5 minutes, a change about 3. How CI uploads it: docs/decisions/static-sites.md.
 *
 * @throws UserError when a host is none, is in none of Dotkom's zones or is given twice, a site is no https origin, or
 * the Content-Security-Policy cannot be sent.
 * @example
 * new StaticSite(this, 'web', { host: 'vinstraff.no', redirectFrom: ['www.vinstraff.no'] });
 * @example
 * const cdn = new StaticSite(this, 'cdn', {
 *   host: 'cdn.online.ntnu.no',
 *   fallback: 'none',
 *   corsOrigins: ['https://online.ntnu.no'],
 *   uploadsFrom: ['https://dashboard.online.ntnu.no'],
 * });
 * cdn.grantWrite(rpc);
 */
export class StaticSite extends Construct {
  /** The name by which the site is known within its application. */
  readonly site: string;
  /** The bucket that holds its files. */
  readonly bucketName: string;

  private readonly bucket: Bucket;
  private readonly normalised: NormalisedStaticSite;

  constructor(scope: Construct, id: string, props: StaticSiteProps) {
    super(...placed(scope, id));
    props = inputs.checked(this, 'StaticSite.props', props);
    this.site = checked(this, () => checkedWord('a site', this.node.id), 'site');
    this.normalised = normalise(props, (check, standIn) => checked(this, check, standIn));

    this.bucket = new Bucket(this, 'files', { corsOrigins: this.normalised.uploadsFrom });
    this.bucketName = this.bucket.name;
    const certificate = new SiteCertificate(this, 'certificate', this.normalised.hosts);
    const distribution = this.createDistribution(certificate.arn);
    this.openBucketTo(distribution);
    this.leadHostsTo(distribution);
    const upload = new UploadRole(this, 'upload', {
      site: this.site,
      bucketArn: this.bucket.arn,
      distributionArn: distribution.arn,
    });
    this.describe(distribution, upload);
  }

  /** Lets a service write files, which everybody can then read under the site's host. */
  grantWrite(grantee: Grantee): void {
    this.bucket.grantWrite(grantee);
  }

  /** Lets a service delete files. */
  grantDelete(grantee: Grantee): void {
    this.bucket.grantDelete(grantee);
  }

  private createDistribution(acmCertificateArn: string): CloudfrontDistribution {
    const { contentSecurityPolicy, corsOrigins } = this.normalised;
    const originId = 'files';
    const { id: responseHeadersPolicyId } = createResponseHeaders(this, {
      name: this.name(),
      contentSecurityPolicy,
      corsOrigins,
    });
    return new CloudfrontDistribution(this, 'distribution', {
      enabled: true,
      comment: this.name(),
      aliases: this.ownAliases(),
      origin: [
        {
          originId,
          domainName: this.bucket.regionalDomainName,
          originAccessControlId: this.createAccessControl().id,
        },
      ],
      // Also where there is no index.html: without it, `/` would answer with a list of the bucket's files.
      defaultRootObject: 'index.html',
      defaultCacheBehavior: {
        targetOriginId: originId,
        allowedMethods: ['GET', 'HEAD', 'OPTIONS'],
        cachedMethods: ['GET', 'HEAD'],
        viewerProtocolPolicy: 'redirect-to-https',
        compress: true,
        cachePolicyId: cachingOptimized,
        responseHeadersPolicyId,
        functionAssociation: [{ eventType: 'viewer-request', functionArn: this.createFunction().arn }],
      },
      viewerCertificate: {
        acmCertificateArn,
        sslSupportMethod: 'sni-only',
        minimumProtocolVersion: 'TLSv1.2_2021',
      },
      restrictions: { geoRestriction: { restrictionType: 'none' } },
      httpVersion: 'http2and3',
      isIpv6Enabled: true,
      priceClass: 'PriceClass_100', // Europe and North America, which is where visitors are.
      lifecycle: { createBeforeDestroy: true }, // Visitors are led elsewhere before it goes.
      // No log of requests: it would hold every visitor's address, and CloudWatch counts requests and errors without.
    });
  }

  /** A host that is held at another distribution is that one's alias until it is flipped. */
  private ownAliases(): string[] {
    const { hosts } = ApplicationStack.of(this);
    return this.normalised.hosts.filter((each) => !hosts.isHeldByCloudFront(each)).map(({ host }) => host);
  }

  private createAccessControl(): CloudfrontOriginAccessControl {
    return new CloudfrontOriginAccessControl(this, 'access', {
      name: this.name(),
      description: `CloudFront to the files of ${this.name()}`,
      originAccessControlOriginType: 's3',
      signingBehavior: 'always',
      signingProtocol: 'sigv4',
    });
  }

  private createFunction(): CloudfrontFunction {
    const { hosts, singlePage } = this.normalised;
    return new CloudfrontFunction(this, 'function', {
      name: this.name(),
      runtime: 'cloudfront-js-2.0',
      code: viewerFunction({ host: hosts[0]?.host ?? '', singlePage }),
      publish: true,
    });
  }

  private name(): string {
    const { application, environment } = ApplicationStack.of(this);
    return awsName('function', [application, environment.name, this.site]);
  }

  private openBucketTo({ arn }: CloudfrontDistribution): void {
    const reader = {
      principal: { Service: 'cloudfront.amazonaws.com' },
      conditions: { StringEquals: { 'AWS:SourceArn': arn } },
    };
    this.bucket.admit({
      ...reader,
      sid: 'CloudFrontReads',
      actions: ['s3:GetObject'],
      resources: [`${this.bucket.arn}/*`],
    });
    // S3 answers 404 only to those who may see what is there, and 403 to all others.
    this.bucket.admit({
      ...reader,
      sid: 'CloudFrontSeesWhatIsMissing',
      actions: ['s3:ListBucket'],
      resources: [this.bucket.arn],
    });
  }

  private leadHostsTo(distribution: CloudfrontDistribution): void {
    const { hosts } = ApplicationStack.of(this);
    const to = { distribution, readable: this.bucket.readable };
    for (const host of this.normalised.hosts) hosts.leadToSite(host, this, to);
  }

  /** What the workflow that uploads the site is told: none of it is secret. */
  private describe(distribution: CloudfrontDistribution, upload: UploadRole): void {
    new TerraformOutput(this, 'description', {
      value: {
        site: this.site,
        hosts: this.normalised.hosts.map(({ host }) => host),
        bucket: this.bucketName,
        distributionId: distribution.id,
        uploadRole: upload.name,
      },
    });
  }
}
