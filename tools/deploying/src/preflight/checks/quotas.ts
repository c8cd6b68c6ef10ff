import { DescribeAddressesCommand, DescribeVpcsCommand, EC2Client } from '@aws-sdk/client-ec2';
import {
  DescribeAccountLimitsCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  GetAWSDefaultServiceQuotaCommand,
  GetServiceQuotaCommand,
  ServiceQuotasClient,
} from '@aws-sdk/client-service-quotas';
import { Account } from '../../account/account';
import { Check, Subject } from '../check';
import { preflightConfig } from '../clients';
import { certificatesOfFullestListener, count, rulesOfFullestListener } from '../estate-needs';
import { isOurs } from '../ours';
import { notReady, ready, Row } from '../row';

/** Quotas by their codes. Source: `aws service-quotas list-service-quotas`. */
const codes = {
  addresses: { service: 'ec2', code: 'L-0263D0A3' },
  networks: { service: 'vpc', code: 'L-F678F1CE' },
  certificates: { service: 'acm', code: 'L-F141DD1D' },
} as const;

/** What an account may have of something, under Service Quotas: what was agreed with it, or AWS's default. */
export async function quotaOf(
  account: Account,
  { service, code }: { service: string; code: string },
): Promise<number> {
  const quotas = new ServiceQuotasClient(preflightConfig(account));
  const asked = { ServiceCode: service, QuotaCode: code };
  try {
    const { Quota } = await quotas.send(new GetServiceQuotaCommand(asked));
    return Quota?.Value ?? 0;
  } catch (error) {
    if ((error as Error).name !== 'NoSuchResourceException') throw error;
    const { Quota } = await quotas.send(new GetAWSDefaultServiceQuotaCommand(asked));
    return Quota?.Value ?? 0;
  }
}

/** A row that says whether a need fits in a quota. */
export function fits(what: string, need: number, quota: number, others = 0): Row {
  const used = others > 0 ? `, of which others use ${others}` : '';
  const found = `the estate needs ${need}, the account may have ${quota}${used}`;
  if (need + others <= quota) return ready(what, found);
  return notReady(
    what,
    found,
    `Have AWS raise the quota to ${need + others} or more (Service Quotas in the console); it takes hours to days.`,
  );
}

/** Addresses and networks, of which an account may have five; others' count, too. */
export const networkQuotas: Check = {
  what: 'Elastic addresses and networks',
  async rows({ account, stacks }) {
    const ec2 = new EC2Client(preflightConfig(account));
    const { Addresses = [] } = await ec2.send(new DescribeAddressesCommand({}));
    const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand({}));
    const others = (found: readonly { Tags?: { Key?: string; Value?: string }[] }[]) =>
      found.filter(({ Tags }) => !isOurs(Tags)).length;
    const addresses = await quotaOf(account, codes.addresses);
    const networks = await quotaOf(account, codes.networks);
    return [
      fits('Elastic addresses', count(stacks, 'aws_eip'), addresses, others(Addresses)),
      fits('Networks (VPCs)', count(stacks, 'aws_vpc'), networks, others(Vpcs)),
    ];
  },
};

export const certificateQuota: Check = {
  what: 'Certificates',
  rows: async ({ account, stacks }) => [
    fits('Certificates', count(stacks, 'aws_acm_certificate'), await quotaOf(account, codes.certificates)),
  ],
};

/** What load balancing says of its quotas, by its own names for them. */
export const gatewayQuotas: Check = {
  what: 'Quotas of load balancing',
  async rows({ account, stacks }) {
    const balancing = new ElasticLoadBalancingV2Client(preflightConfig(account));
    const { Limits = [] } = await balancing.send(new DescribeAccountLimitsCommand({}));
    return Object.entries(needsOfGateways(stacks)).map(([name, { what, need }]) =>
      fits(what, need, Number(Limits.find(({ Name }) => Name === name)?.Max ?? 0)),
    );
  },
};

function needsOfGateways(stacks: Subject['stacks']): Record<string, { what: string; need: number }> {
  return {
    'application-load-balancers': { what: 'Load balancers', need: count(stacks, 'aws_lb') },
    'target-groups': { what: 'Target groups', need: count(stacks, 'aws_lb_target_group') },
    'rules-per-application-load-balancer': {
      what: 'Rules of a load balancer',
      need: rulesOfFullestListener(stacks),
    },
    'certificates-per-application-load-balancer': {
      what: 'Certificates of a load balancer',
      need: certificatesOfFullestListener(stacks),
    },
  };
}
