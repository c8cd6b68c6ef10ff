import { Construct } from 'constructs';
import { AcmCertificate } from '@cdktf/provider-aws/lib/acm-certificate';
import { AcmCertificateValidation } from '@cdktf/provider-aws/lib/acm-certificate-validation';
import { DataAwsRoute53Zone } from '@cdktf/provider-aws/lib/data-aws-route53-zone';
import { Route53Record } from '@cdktf/provider-aws/lib/route53-record';
import { certificateNames, Zone } from '../contract';

/**
 * A certificate for everything in a zone that the gateway serves: the zone itself, one label below it, and one label
 * below its `staging`. Validated by DNS, renewed by AWS, free.
 */
export class ZoneCertificate extends Construct {
  /** The certificate once it is issued, so that no listener refers to one that is not. */
  readonly arn: string;

  constructor(scope: Construct, id: string, zone: Zone) {
    super(scope, id);
    const [domainName, ...subjectAlternativeNames] = certificateNames(zone);
    const certificate = new AcmCertificate(this, 'certificate', {
      domainName,
      subjectAlternativeNames,
      validationMethod: 'DNS',
      lifecycle: { createBeforeDestroy: true },
      tags: { Name: zone },
    });
    const records = this.createValidationRecords(certificate, zone);
    this.arn = new AcmCertificateValidation(this, 'validation', {
      certificateArn: certificate.arn,
      validationRecordFqdns: records.map(({ fqdn }) => fqdn),
    }).certificateArn;
  }

  /** A name and the wildcard below it share a record, so there is one for each name without its wildcard. */
  private createValidationRecords(certificate: AcmCertificate, zone: Zone): Route53Record[] {
    const { zoneId } = new DataAwsRoute53Zone(this, 'zone', { name: zone });
    const names = [...new Set(certificateNames(zone).map((name) => name.replace(/^\*\./, '')))];
    return names.map((name) => {
      const option = (attribute: string) =>
        `\${[for option in ${certificate.fqn}.domain_validation_options : option.${attribute} ` +
        `if trimprefix(option.domain_name, "*.") == "${name}"][0]}`;
      return new Route53Record(this, `validation-${name}`, {
        zoneId,
        name: option('resource_record_name'),
        type: option('resource_record_type'),
        records: [option('resource_record_value')],
        ttl: 300,
        allowOverwrite: true,
      });
    });
  }
}
