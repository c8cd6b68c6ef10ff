import { Application } from '../estate/application';
import { Workload } from '../estate/workloads';
import { Alternative, here } from './alternative';
import { fargateSize } from './fargate-size';
import { Line, line, Part } from './line';
import { lightsailDatabase, lightsailPower } from './lightsail-size';

const without = (lines: readonly Line[], ...parts: Part[]) =>
  lines.filter(({ part }) => !parts.includes(part));

/** Lines for each task of an application that is there all month. */
function forTasks({ workloads }: Application, linesFor: (workload: Workload) => Line[]): Line[] {
  return workloads.filter(({ count }) => count.atRest > 0).flatMap(linesFor);
}

const fargate: Alternative = {
  name: 'on Fargate',
  remark: 'no nodes to keep, and no CPU beyond what a task reserves',
  platform: (lines) => without(lines, 'nodes'),
  application: (lines, application) => [
    ...lines,
    ...forTasks(application, ({ id, count, task, size }) => {
      const { vcpus, gigabytes } = fargateSize(size);
      const kind = task.architecture === 'arm64' ? 'arm' : 'x86';
      const item = `${count.atRest} × ${vcpus} vCPU, ${gigabytes} GB`;
      return [
        line('fixed', 'nodes', id, item, `fargate/${kind}-vcpu`, count.atRest * vcpus),
        line('fixed', 'nodes', id, item, `fargate/${kind}-gb`, count.atRest * gigabytes),
      ];
    }),
  ],
};

const managedInstances: Alternative = {
  name: 'on ECS Managed Instances',
  remark: 'AWS patches the nodes, for a fee on each',
  platform: (lines) => [
    ...lines,
    ...lines
      .filter(({ part, price }) => part === 'nodes' && price.startsWith('ec2/'))
      .map(({ of, item, dollars }) =>
        line('fixed', 'nodes', of, `the fee for ${item}`, 'managed-instances/fee', dollars),
      ),
  ],
  application: here.application,
};

const natGateway: Alternative = {
  name: 'with a NAT gateway',
  remark: 'AWS keeps it alive; every gigabyte costs',
  platform: (lines, { nats, name }, { tasks, volumes }) => {
    const gigabytes = tasks * volumes.throughNatGigabytesPerTask;
    return [
      ...without(lines, 'way out'),
      ...nats.flatMap(({ zone }) => [
        line('fixed', 'way out', name, `a NAT gateway in ${zone}`, 'nat-gateway/hour', 1),
        line('fixed', 'way out', name, 'its public address', 'vpc/public-ipv4', 1),
      ]),
      line('use', 'way out', name, `${gigabytes} GB through it`, 'nat-gateway/gb', gigabytes),
    ];
  },
  application: here.application,
};

const eks: Alternative = {
  name: 'with an EKS control plane',
  remark: 'Kubernetes on the same nodes, without what it runs for itself on them',
  platform: (lines, { name }) => [
    ...lines,
    line('fixed', 'control plane', name, 'a control plane', 'eks/control-plane', 1),
  ],
  application: here.application,
};

const lightsail: Alternative = {
  name: 'on Lightsail',
  remark: 'container services with their own address; no private network, no task roles, no scaling',
  platform: (lines, { databaseServers, name }) => [
    ...without(lines, 'nodes', 'gateway', 'way out', 'database', 'secrets'),
    ...databaseServers.map(({ instanceClass }) => {
      const bundle = lightsailDatabase(instanceClass);
      return line('fixed', 'database', name, `a database ${bundle}`, `lightsail/database-${bundle}`, 1);
    }),
  ],
  application: (lines, application) => [
    ...lines.filter(({ price }) => price !== 'load-balancer/lcu-hour'),
    ...forTasks(application, ({ id, count, size }) => {
      const power = lightsailPower(size);
      const item = `${count.atRest} × a container ${power}`;
      return [line('fixed', 'nodes', id, item, `lightsail/container-${power}`, count.atRest)];
    }),
  ],
};

/** What the same services could run on instead, so that the day is seen on which one of them is better. */
export const alternatives: readonly Alternative[] = [fargate, managedInstances, natGateway, eks, lightsail];
