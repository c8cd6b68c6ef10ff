import { _InstanceType, DescribeInstanceTypesCommand, EC2Client } from '@aws-sdk/client-ec2';
import { Check } from '../check';
import { preflightConfig } from '../clients';
import { instanceGroups } from '../estate-needs';
import { notReady, ready } from '../row';
import { quotaOf } from './quotas';

const what = 'vCPUs of On-Demand instances';

/** A new account may have five, and a group that gets no instance waits for ten minutes and fails. */
export const computing: Check = {
  what,
  async rows({ account, stacks }) {
    const groups = instanceGroups(stacks);
    if (groups.length === 0) return [];
    const types = [...new Set(groups.map(({ type }) => type))];
    const ec2 = new EC2Client(preflightConfig(account));
    const { InstanceTypes = [] } = await ec2.send(
      new DescribeInstanceTypesCommand({ InstanceTypes: types as _InstanceType[] }),
    );
    const vcpus = new Map(
      InstanceTypes.map(({ InstanceType, VCpuInfo }) => [String(InstanceType), VCpuInfo?.DefaultVCpus ?? 0]),
    );
    const sum = (size: 'fewest' | 'most') =>
      groups.reduce((total, group) => total + group[size] * (vcpus.get(group.type) ?? 0), 0);
    const quota = await quotaOf(account, { service: 'ec2', code: 'L-1216C47A' });
    const [toRun, atPeak] = [sum('fewest'), sum('most')];
    const found = `the estate needs ${toRun} to run and ${atPeak} at its peak, the account may have ${quota}`;
    if (atPeak <= quota) return [ready(what, found)];
    const todo =
      `Have AWS raise "Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances" to ${atPeak} or more ` +
      `(Service Quotas in the console, EC2); the builder of node images wants 4 more while it works.`;
    return [notReady(what, found, todo)];
  },
};
