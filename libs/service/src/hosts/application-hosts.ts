import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { CloudfrontDistribution } from '@cdktf/provider-aws/lib/cloudfront-distribution';
import { DataAwsRoute53Zone } from '@cdktf/provider-aws/lib/data-aws-route53-zone';
import { EcsService } from '@cdktf/provider-aws/lib/ecs-service';
import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group';
import { Route53Record } from '@cdktf/provider-aws/lib/route53-record';
import { PlatformReference, Zone } from '@dotkom/platform/contract';
import { checked } from '@dotkom/stack';
import { distributionsBefore, HostRecords } from '@dotkom/stack/adoption';
import { hostTakenTwice } from './errors';
import { Adopted } from './adopted';
import { createForwardRule } from './forward-rule';
import { Host } from './host';
import { createHostRecords } from './host-records';

/**
 * Every host under which an application answers: its records in DNS, and its rule on the gateway. They belong to the
 * application and not to what answers, and are known by the host. So a host that another service answers, or a service
 * that gets another name, is a change in place: nobody meets a moment in which the host leads nowhere
 * (docs/decisions/changes-in-place.md).
 *
 * A host that led elsewhere before, by the project's adoption.json, is taken over with the records that it has. While it is
 * held, they stay as they are and all else is made: `nx run P:flip` moves it (docs/decisions/moving-in.md).
 *
 * No monthly cost: requests for aliases in DNS are free.
 */
export class ApplicationHosts extends Construct {
  private readonly platform: PlatformReference;
  private readonly adopted: Adopted;
  private readonly claims = new Map<string, Construct>();
  private readonly zoneIds = new Map<Zone, string>();
  private readonly holds = new Map<string, Route53Record[]>();

  constructor(
    scope: Construct,
    id: string,
    { platform, adopted }: { platform: PlatformReference; adopted: Adopted },
  ) {
    super(scope, id);
    this.platform = platform;
    this.adopted = adopted;
  }

  /** Leads a host through the gateway to a service, once the service is there to answer. */
  leadToService(
    host: Host,
    claimant: Construct,
    to: { targetGroup: LbTargetGroup; service: EcsService },
  ): void {
    if (!this.claim(host, claimant)) return;
    const rule = createForwardRule(this, `rule-${host.host}`, {
      listenerArn: this.platform.fact('https-listener-arn'),
      host: host.host,
      targetGroupArn: to.targetGroup.arn,
      dependsOn: [to.service],
      // Terraform creates first what a thing needs that it creates first: of some services, two must never run.
      createBeforeDestroy: to.service.lifecycle?.createBeforeDestroy,
    });
    const gateway = {
      name: this.platform.fact('gateway-dns-name'),
      zoneId: this.platform.fact('gateway-zone-id'),
    };
    this.createRecords(host, { A: { alias: gateway } }, [rule]);
  }

  /** Leads a host to the distribution of a site, once that may read what it answers with. */
  leadToSite(
    host: Host,
    claimant: Construct,
    to: { distribution: CloudfrontDistribution; readable: ITerraformDependable },
  ): void {
    if (!this.claim(host, claimant)) return;
    const { domainName: name, hostedZoneId: zoneId } = to.distribution;
    const alias = { name, zoneId };
    this.createRecords(host, { A: { alias }, AAAA: { alias } }, [to.readable]);
    this.proveAlias(host, name);
  }

  /**
   * By which CloudFront knows that who moves a host between distributions has its zone, on the way there and back. That of a
   * host at the top of its zone would be outside of it, and Route 53 takes none such. Source:
   * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/alternate-domain-names-move-create-target.html
   */
  private proveAlias({ host, zone }: Host, distribution: string): void {
    const adopted = this.adopted.host(host);
    const before = adopted ? distributionsBefore(adopted) : [];
    if (before.length === 0 || host === zone) return;
    new Route53Record(this, `alias-${host}`, {
      zoneId: this.zoneId(zone),
      name: `_${host}`,
      type: 'TXT',
      ttl: 60,
      records: [distribution, ...before],
    });
  }

  /** Whether a host is still another distribution's: CloudFront gives a name to one alone. */
  isHeldByCloudFront({ host }: Host): boolean {
    const adopted = this.adopted.host(host);
    return adopted?.is === 'held' && distributionsBefore(adopted).length > 0;
  }

  /**
   * The records that keep a host where it led; none where it is not held. They wait for nothing, and what is made below the
   * host, as a proof of its certificate is, waits for them: a wildcard that answered for the host does so no longer once
   * anything is below it (RFC 4592, 2.2.2).
   */
  hold({ host, zone }: Host): readonly Route53Record[] {
    const known = this.holds.get(host);
    if (known) return known;
    const adopted = this.adopted.host(host);
    if (adopted?.is !== 'held') return [];
    const props = { host, zoneId: this.zoneId(zone), adopted, leadTo: adopted.before, dependsOn: [] };
    const records = createHostRecords(this, props);
    this.holds.set(host, records);
    return records;
  }

  /** The id of a zone. One look at each, however many hosts are in it. */
  zoneId(zone: Zone): string {
    const known = this.zoneIds.get(zone);
    if (known !== undefined) return known;
    const { zoneId } = new DataAwsRoute53Zone(this, `zone-${zone}`, { name: zone });
    this.zoneIds.set(zone, zoneId);
    return zoneId;
  }

  /** Whether the host is the claimant's. Where it is another's, that is noted as a problem. */
  private claim({ host }: Host, claimant: Construct): boolean {
    const first = this.claims.get(host) ?? claimant;
    this.claims.set(host, first);
    const refuse = () => {
      throw hostTakenTwice(host, first.node.path);
    };
    if (first !== claimant) checked(claimant, refuse, undefined);
    return first === claimant;
  }

  private createRecords(at: Host, leadTo: HostRecords, dependsOn: ITerraformDependable[]): void {
    if (this.hold(at).length > 0) return;
    const { host, zone } = at;
    const [zoneId, adopted] = [this.zoneId(zone), this.adopted.host(host)];
    createHostRecords(this, { host, zoneId, leadTo, adopted, dependsOn });
  }
}
