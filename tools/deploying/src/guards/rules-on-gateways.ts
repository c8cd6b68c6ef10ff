import {
  DescribeLoadBalancersCommand,
  DescribeTagsCommand,
  ElasticLoadBalancingV2Client,
  paginateDescribeListeners,
  paginateDescribeRules,
  Rule,
  Tag,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { resourcesOf } from '@dotkom/synthesised';
import { clientConfig } from '../account/clients';
import { GuardedStack } from './guarded-stack';
import { Tenant } from './tenant';

/** As many as one call gives the tags of. */
const callSize = 20;

/** The hosts that rules on the load balancers of a stack lead on. None where there is no such load balancer. */
export async function rulesOnGateways({ stack, account }: GuardedStack): Promise<Tenant[]> {
  const elb = new ElasticLoadBalancingV2Client(clientConfig(account));
  const names = resourcesOf(stack, 'aws_lb').map(({ config }) => String(config.name));
  const rules = (await Promise.all(names.map((name) => rulesOn(elb, name)))).flat();
  const tags = await tagsOf(
    elb,
    rules.map(({ RuleArn = '' }) => RuleArn),
  );
  return rules.map((rule) => tenant(rule, tags.get(rule.RuleArn ?? '') ?? []));
}

async function rulesOn(client: ElasticLoadBalancingV2Client, name: string): Promise<Rule[]> {
  const rules: Rule[] = [];
  for (const LoadBalancerArn of await arnsOf(client, name)) {
    for await (const { Listeners = [] } of paginateDescribeListeners({ client }, { LoadBalancerArn })) {
      for (const { ListenerArn } of Listeners) {
        for await (const { Rules = [] } of paginateDescribeRules({ client }, { ListenerArn }))
          rules.push(...Rules);
      }
    }
  }
  return rules.filter(({ IsDefault }) => !IsDefault);
}

async function arnsOf(client: ElasticLoadBalancingV2Client, name: string): Promise<(string | undefined)[]> {
  try {
    const { LoadBalancers = [] } = await client.send(new DescribeLoadBalancersCommand({ Names: [name] }));
    return LoadBalancers.map(({ LoadBalancerArn }) => LoadBalancerArn);
  } catch (error) {
    if (/LoadBalancerNotFound/.test((error as Error).name)) return [];
    throw error;
  }
}

async function tagsOf(client: ElasticLoadBalancingV2Client, arns: string[]): Promise<Map<string, Tag[]>> {
  const tags = new Map<string, Tag[]>();
  for (let at = 0; at < arns.length; at += callSize) {
    const call = { ResourceArns: arns.slice(at, at + callSize) };
    const { TagDescriptions = [] } = await client.send(new DescribeTagsCommand(call));
    for (const { ResourceArn = '', Tags = [] } of TagDescriptions) tags.set(ResourceArn, Tags);
  }
  return tags;
}

function tenant({ Conditions = [] }: Rule, tags: readonly Tag[]): Tenant {
  const tag = (name: string) => tags.find(({ Key }) => Key === name)?.Value;
  const hosts = Conditions.flatMap(
    ({ HostHeaderConfig, Values }) => HostHeaderConfig?.Values ?? Values ?? [],
  );
  return {
    application: tag('Application'),
    environment: tag('Environment'),
    owner: tag('Owner'),
    what: hosts.length > 0 ? `host ${hosts.join(', ')}` : 'a rule of the gateway',
  };
}
