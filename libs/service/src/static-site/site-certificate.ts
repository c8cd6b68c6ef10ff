import { Construct } from 'constructs';
import { AcmCertificate } from '@cdktf/provider-aws/lib/acm-certificate';
import { AcmCertificateValidation } from '@cdktf/provider-aws/lib/acm-certificate-validation';
import { Route53Record } from '@cdktf/provider-aws/lib/route53-record';
import { certificateNames } from '@dotkom/platform/contract';
import { ApplicationStack } from '../application-stack';
import { Host } from '../hosts/host';

/**
 * The certificate of a site's hosts, in us-east-1, where CloudFront looks for it. Validated by DNS, renewed by AWS, free.
 *
 * ACM asks for one and the same record whenever an account wants a certificate for a name. For the names of a zone and
 * its staging the gateway has made it, and a site that made it too would take it away from the gateway when it goes
 * (docs/decisions/static-sites.md).
 */
export class SiteCertificate extends Construct {
  /** The certificate once it is issued: CloudFront refuses one that is not. */
  readonly arn: string;

  constructor(scope: Construct, id: string, hosts: readonly Host[]) {
    super(scope, id);
    const provider = ApplicationStack.of(this).usEast1Provider;
    const [domainName = '', ...subjectAlternativeNames] = hosts.map(({ host }) => host);
    const certificate = new AcmCertificate(this, 'certificate', {
      provider,
      domainName,
      ...(subjectAlternativeNames.length > 0 && { subjectAlternativeNames }),
      validationMethod: 'DNS',
      lifecycle: { createBeforeDestroy: true },
      tags: { Name: domainName },
    });
    const records = hosts
      .filter((each) => !isValidatedByGateway(each))
      .map((each) => this.createRecord(certificate, each));
    this.arn = new AcmCertificateValidation(this, 'validation', {
      provider,
      certificateArn: certificate.arn,
      dependsOn: records,
    }).certificateArn;
  }

  private createRecord(certificate: AcmCertificate, at: Host): Route53Record {
    const { host, zone } = at;
    const { hosts } = ApplicationStack.of(this);
    const option = (attribute: string) =>
      `\${[for option in ${certificate.fqn}.domain_validation_options : option.${attribute} ` +
      `if option.domain_name == "${host}"][0]}`;
    return new Route53Record(this, `validation-${host}`, {
      zoneId: hosts.zoneId(zone),
      name: option('resource_record_name'),
      type: option('resource_record_type'),
      records: [option('resource_record_value')],
      ttl: 300,
      allowOverwrite: true, // A site that moves to another stack finds the record of the one before.
      dependsOn: [...hosts.hold(at)],
    });
  }
}

function isValidatedByGateway({ host, zone }: Host): boolean {
  return certificateNames(zone).some((name) => name.replace(/^\*\./, '') === host);
}
