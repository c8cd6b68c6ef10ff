import { Construct } from 'constructs';
import { Route } from '@cdktf/provider-aws/lib/route';
import { awsName, placed } from '@dotkom/stack';
import { inputs } from '../../inputs/inputs';
import { anywhere, Firewall } from '../firewall';
import { Network, WayOut, ZoneSubnet } from '../network';
import { ZoneNat } from './zone-nat';

export interface NatProps {
  readonly name: string;
  readonly network: Network;
  /**
   * The exact name of the fck-nat image. Pinned, because "the newest" would replace the NAT on whatever day its
   * author publishes. List them: `aws ec2 describe-images --owners 568608671756`.
   */
  readonly imageName: string;
  /** @default 't4g.nano' (32 Mbit/s sustained, bursts to 5 Gbit/s) */
  readonly instanceType?: string;
  /**
   * In which zones a NAT stands. `'one'`: in the first, about 7.5 dollars a month; when that zone fails, running
   * services go on and new connections to the internet do not. `'each'`: one in every zone, for that zone alone; about
   * 7.5 dollars more for each further zone, and no zone that fails cuts off another.
   *
   * @default 'one'
   */
  readonly zones?: 'one' | 'each';
  /**
   * The public address that the internet sees. `'changing'`: another one after each replacement. `'fixed'`: an Elastic
   * IP for each NAT, for whoever admits Dotkom by its address. The price is the same, 3.65 dollars a month, but a
   * planned replacement cuts off new connections for minutes and not seconds (docs/decisions/nat.md).
   *
   * @default 'changing'
   */
  readonly address?: 'changing' | 'fixed';
}

/**
 * The way out for everything private: fck-nat on Graviton instances that replace themselves, about 7.5 dollars a month
 * each instead of 37 for a NAT gateway. One serves all zones, or each zone has its own.
 *
 * @example
 * new Nat(this, 'nat', { name: 'platform-prod-nat', network, imageName: 'fck-nat-al2023-hvm-1.4.0-20260531-arm64-ebs' });
 */
export class Nat extends Construct {
  /** The side of every NAT from which it reaches the internet, and which nothing may come in by. */
  readonly outside: Firewall;
  /** The Auto Scaling groups that keep the NATs alive. */
  readonly autoScalingGroupNames: readonly string[];
  /** What gives private subnets the internet: the NATs and the routes to them. */
  readonly wayOut: WayOut;
  /** The names of the roles that their instances have, by a word for each NAT. */
  readonly roleNames: Readonly<Record<string, string>>;

  private readonly props: NatProps;
  private readonly nats: readonly ZoneNat[];

  constructor(scope: Construct, id: string, props: NatProps) {
    super(...placed(scope, id));
    props = inputs.checked(this, 'Nat.props', props);
    this.props = props;
    this.outside = this.createOutsideFirewall();
    const nats = this.createNats(this.createInsideFirewall());
    this.nats = nats;
    this.autoScalingGroupNames = nats.map(({ autoScalingGroupName }) => autoScalingGroupName);
    const routes = this.routePrivateSubnetsThrough(nats);
    this.wayOut = [...nats.map(({ group }) => group), ...routes];
    this.roleNames = Object.fromEntries(nats.map(({ node, roleName }) => [`nat-${node.id}`, roleName]));
  }

  /** What its instances cost in a month, in dollars without tax. */
  get mostDollarsAMonth(): number {
    return this.nats.reduce((sum, { mostDollarsAMonth }) => sum + mostDollarsAMonth, 0);
  }

  private createInsideFirewall(): Firewall {
    const { name, network } = this.props;
    const firewall = new Firewall(this, 'inside-firewall', {
      network,
      name: awsName('security group', [name, 'inside']),
      description: 'The NAT as private subnets see it: whatever they send to the internet',
    });
    for (const { zone, cidr } of network.privateSubnets) firewall.allowIn(`private-${zone}`, { cidr });
    firewall.allowOut('anywhere', anywhere);
    return firewall;
  }

  private createOutsideFirewall(): Firewall {
    const { name, network } = this.props;
    const firewall = new Firewall(this, 'outside-firewall', {
      network,
      name: awsName('security group', [name, 'outside']),
      description: 'The NAT as the internet sees it: nothing may come in',
    });
    firewall.allowOut('anywhere', anywhere);
    return firewall;
  }

  /** Each is called after its zone, also when there is one: so the others can be added without touching it. */
  private createNats(inside: Firewall): ZoneNat[] {
    const { name, network, imageName, instanceType = 't4g.nano', address = 'changing' } = this.props;
    return this.subnetsOfNats().map(
      (subnet) =>
        new ZoneNat(this, subnet.zone, {
          name: `${name}-${subnet.zone}`,
          instanceName: name,
          subnet,
          firewalls: { inside, outside: this.outside },
          imageName,
          instanceType,
          address,
          wayOut: network.wayOut,
        }),
    );
  }

  private subnetsOfNats(): readonly ZoneSubnet[] {
    const { network, zones = 'one' } = this.props;
    return zones === 'each' ? network.publicSubnets : network.publicSubnets.slice(0, 1);
  }

  /** A private subnet goes through the NAT of its zone, or through the first where its zone has none. */
  private routePrivateSubnetsThrough(nats: readonly ZoneNat[]): Route[] {
    return this.props.network.privateSubnets.map(({ zone, routeTableId }) => {
      const nat = nats.find((each) => each.zone === zone) ?? nats[0];
      return new Route(this, `${zone}-internet-route`, {
        routeTableId,
        destinationCidrBlock: '0.0.0.0/0',
        networkInterfaceId: nat?.interfaceId,
      });
    });
  }
}
