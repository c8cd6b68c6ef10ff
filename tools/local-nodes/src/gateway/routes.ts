import {
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeRulesCommand,
  DescribeTargetGroupAttributesCommand,
  DescribeTargetGroupsCommand,
  Action,
  RuleCondition,
  TargetGroup,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { ListHostedZonesCommand, ListResourceRecordSetsCommand } from '@aws-sdk/client-route-53';
import { Clients } from '../clients';
import { Names } from './names';

/** One rule of a listener; the default's priority is infinite. */
export interface Rule {
  priority: number;
  conditions: readonly RuleCondition[];
  actions: readonly Action[];
}

/** One listener of a load balancer, its rules in the order in which they are tried. */
export interface Listener {
  port: number;
  protocol: string;
  rules: readonly Rule[];
}

export interface LoadBalancer {
  arn: string;
  dnsName: string;
  listeners: readonly Listener[];
}

/** A target group, and what of its attributes matters to requests. */
export interface Group extends TargetGroup {
  attributes: Readonly<Record<string, string>>;
}

/** Everything by which requests are routed, as it is deployed on the local AWS. */
export interface Routes {
  loadBalancers: readonly LoadBalancer[];
  /** By their ARN. */
  groups: ReadonlyMap<string, Group>;
  /** Where hosts lead. */
  names: Names;
}

/** Reads the routes. */
export async function readRoutes(clients: Pick<Clients, 'elb' | 'route53'>): Promise<Routes> {
  const [loadBalancers, groups, names] = await Promise.all([
    readLoadBalancers(clients),
    readGroups(clients),
    readNames(clients),
  ]);
  return { loadBalancers, groups, names };
}

async function readLoadBalancers({ elb }: Pick<Clients, 'elb'>): Promise<LoadBalancer[]> {
  const { LoadBalancers = [] } = await elb.send(new DescribeLoadBalancersCommand({}));
  return Promise.all(
    LoadBalancers.map(async ({ LoadBalancerArn: arn = '', DNSName: dnsName = '' }) => {
      const { Listeners = [] } = await elb.send(new DescribeListenersCommand({ LoadBalancerArn: arn }));
      const listeners = Listeners.map(async ({ ListenerArn, Port = 0, Protocol = '' }) => {
        const { Rules = [] } = await elb.send(new DescribeRulesCommand({ ListenerArn }));
        const rules = Rules.map(({ IsDefault, Priority, Conditions = [], Actions = [] }) => ({
          priority: IsDefault ? Infinity : Number(Priority),
          conditions: Conditions,
          actions: Actions,
        }));
        rules.sort((one, other) => one.priority - other.priority);
        return { port: Port, protocol: Protocol, rules };
      });
      return { arn, dnsName: dnsName.toLowerCase(), listeners: await Promise.all(listeners) };
    }),
  );
}

async function readGroups({ elb }: Pick<Clients, 'elb'>): Promise<Map<string, Group>> {
  const { TargetGroups = [] } = await elb.send(new DescribeTargetGroupsCommand({}));
  const entries = TargetGroups.map(async (group): Promise<[string, Group]> => {
    const { Attributes = [] } = await elb.send(
      new DescribeTargetGroupAttributesCommand({ TargetGroupArn: group.TargetGroupArn }),
    );
    const attributes = Object.fromEntries(Attributes.map(({ Key = '', Value = '' }) => [Key, Value]));
    return [group.TargetGroupArn ?? '', { ...group, attributes }];
  });
  return new Map(await Promise.all(entries));
}

async function readNames({ route53 }: Pick<Clients, 'route53'>): Promise<Names> {
  const { HostedZones = [] } = await route53.send(new ListHostedZonesCommand({}));
  const ofZones = HostedZones.map(({ Id }) =>
    route53.send(new ListResourceRecordSetsCommand({ HostedZoneId: Id, MaxItems: 300 })),
  );
  return new Names((await Promise.all(ofZones)).flatMap(({ ResourceRecordSets = [] }) => ResourceRecordSets));
}
