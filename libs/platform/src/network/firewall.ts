import { Construct } from 'constructs';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { Network } from './network';

/** Ports of one protocol. */
export interface Ports {
  readonly first: number;
  readonly last: number;
}

/** Whom a rule is about: addresses, or the members of another security group. */
export type Peer = { readonly cidr: string } | { readonly securityGroup: Firewall };

export const anywhere: Peer = { cidr: '0.0.0.0/0' };

export interface FirewallProps {
  readonly network: Network;
  readonly name: string;
  readonly description: string;
}

/**
 * A security group that lets nothing in and nothing out until a rule says so. Each rule is a resource of its own, so
 * that rules can be added and removed without touching the others.
 *
 * @example
 * const gateway = new Firewall(this, 'firewall', { network, name: 'platform-prod-gateway', description: '...' });
 * gateway.allowIn('https', anywhere, { first: 443, last: 443 });
 */
export class Firewall extends Construct {
  readonly securityGroupId: string;

  constructor(scope: Construct, id: string, { network, name, description }: FirewallProps) {
    super(scope, id);
    this.securityGroupId = new SecurityGroup(this, 'group', {
      vpcId: network.vpcId,
      name,
      description,
      tags: { Name: name },
    }).id;
  }

  /** Lets a peer open TCP connections to these ports of the members. Without ports: every protocol and port. */
  allowIn(id: string, from: Peer, ports?: Ports): void {
    new VpcSecurityGroupIngressRule(this, `in-${id}`, this.rule(id, from, ports));
  }

  /** Lets the members open TCP connections to these ports of a peer. Without ports: every protocol and port. */
  allowOut(id: string, to: Peer, ports?: Ports): void {
    new VpcSecurityGroupEgressRule(this, `out-${id}`, this.rule(id, to, ports));
  }

  private rule(id: string, peer: Peer, ports?: Ports) {
    return {
      securityGroupId: this.securityGroupId,
      description: id.replace(/-/g, ' '),
      ...('cidr' in peer
        ? { cidrIpv4: peer.cidr }
        : { referencedSecurityGroupId: peer.securityGroup.securityGroupId }),
      ...(ports ? { ipProtocol: 'tcp', fromPort: ports.first, toPort: ports.last } : { ipProtocol: '-1' }),
    };
  }
}
