import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { DefaultSecurityGroup } from '@cdktf/provider-aws/lib/default-security-group';
import { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway';
import { Route } from '@cdktf/provider-aws/lib/route';
import { RouteTable } from '@cdktf/provider-aws/lib/route-table';
import { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association';
import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint';
import { checked, organisation, placed } from '@dotkom/stack';
import { inputs } from '../inputs/inputs';
import { planSubnets } from './subnet-plan';

export interface NetworkProps {
  /** What the parts of the network are called, for example `platform-prod`. */
  readonly name: string;
  /** The addresses of the whole network, for example `10.0.0.0/16`. */
  readonly cidr: string;
  /** The availability zones to use, in a fixed order: only append. */
  readonly zones: readonly string[];
}

/** What has to be there before something reaches the internet; the same for what comes first and goes last. */
export type WayOut = readonly ITerraformDependable[];

/** A subnet of one zone. */
export interface ZoneSubnet {
  /** The availability zone, such as `eu-north-1a`. */
  readonly zone: string;
  /** Its id in AWS. */
  readonly id: string;
  /** Its addresses. */
  readonly cidr: string;
}

/** A private subnet with the route table of its zone. Nothing here leads to the internet until a NAT adds its route. */
export interface PrivateSubnet extends ZoneSubnet {
  /** The id of the route table of its zone. */
  readonly routeTableId: string;
}

/** 251 addresses a zone: load balancer nodes and the NAT. 4091 a zone: nodes, databases, and everything else. */
const tiers = [
  { name: 'public', prefix: 24 },
  { name: 'private', prefix: 20 },
] as const;

/**
 * A network over several availability zones, with a public and a private subnet in each. Public subnets reach the
 * internet through an internet gateway. Private ones have a route table per zone and reach S3, and with it the layers
 * of every image, through a gateway endpoint, which costs nothing.
 *
 * @example
 * const network = new Network(this, 'network', { name: 'platform-prod', cidr: '10.0.0.0/16', zones });
 */
export class Network extends Construct {
  readonly vpcId: string;
  readonly publicSubnets: readonly ZoneSubnet[];
  readonly privateSubnets: readonly PrivateSubnet[];
  /**
   * What gives public subnets the internet. Whatever stands in one and needs it depends on all of this, or AWS refuses
   * it ("VPC has no internet gateway"), or it boots into nothing.
   */
  readonly wayOut: WayOut;

  private readonly props: NetworkProps;

  constructor(scope: Construct, id: string, props: NetworkProps) {
    super(...placed(scope, id));
    props = inputs.checked(this, 'Network.props', props);
    this.props = props;
    const planned = checked(this, () => planSubnets(props.cidr, props.zones, tiers), []);
    const inTier = (tier: string) => planned.filter((subnet) => subnet.tier === tier);

    this.vpcId = this.createVpc();
    const publicRoutes = this.createPublicRoutes();
    this.wayOut = [publicRoutes.internetRoute];
    this.publicSubnets = inTier('public').map(({ zone, cidr }) =>
      this.createSubnet('public', zone, cidr, publicRoutes.routeTableId),
    );
    this.privateSubnets = inTier('private').map(({ zone, cidr }) => {
      const routeTableId = this.createRouteTable(`private-${zone}`);
      return { ...this.createSubnet('private', zone, cidr, routeTableId), routeTableId };
    });
    this.reachS3WithoutNat();
  }

  private createVpc(): string {
    const { cidr, name } = this.props;
    const vpc = new Vpc(this, 'vpc', {
      cidrBlock: cidr,
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags: { Name: name },
    });
    // Every VPC has a default group that lets its members reach each other. Emptied, it lets nothing through.
    new DefaultSecurityGroup(this, 'default-security-group', {
      vpcId: vpc.id,
      tags: { Name: `${name}-unused-default` },
    });
    return vpc.id;
  }

  private createPublicRoutes(): { routeTableId: string; internetRoute: Route } {
    const gateway = new InternetGateway(this, 'internet-gateway', {
      vpcId: this.vpcId,
      tags: { Name: this.props.name },
    });
    const routeTableId = this.createRouteTable('public');
    const internetRoute = new Route(this, 'public-internet-route', {
      routeTableId,
      destinationCidrBlock: '0.0.0.0/0',
      gatewayId: gateway.id,
    });
    return { routeTableId, internetRoute };
  }

  private createRouteTable(name: string): string {
    return new RouteTable(this, `${name}-routes`, {
      vpcId: this.vpcId,
      tags: { Name: `${this.props.name}-${name}` },
    }).id;
  }

  private createSubnet(tier: string, zone: string, cidr: string, routeTableId: string): ZoneSubnet {
    const subnet = new Subnet(this, `${tier}-${zone}`, {
      vpcId: this.vpcId,
      availabilityZone: zone,
      cidrBlock: cidr,
      mapPublicIpOnLaunch: false,
      tags: { Name: `${this.props.name}-${tier}-${zone}` },
    });
    new RouteTableAssociation(this, `${tier}-${zone}-association`, { subnetId: subnet.id, routeTableId });
    return { zone, id: subnet.id, cidr };
  }

  private reachS3WithoutNat(): void {
    new VpcEndpoint(this, 's3', {
      vpcId: this.vpcId,
      serviceName: `com.amazonaws.${organisation.region}.s3`,
      vpcEndpointType: 'Gateway',
      routeTableIds: this.privateSubnets.map(({ routeTableId }) => routeTableId),
      tags: { Name: `${this.props.name}-s3` },
    });
  }
}
