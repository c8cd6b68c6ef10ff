import fc from 'fast-check';
import { applicationStack } from '../testing';
import { wholePlatform } from './testing/months';
import { alternatives } from './alternatives';
import { billOf } from './bill';
import { fargateSize } from './fargate-size';
import { lightsailPower } from './lightsail-size';
import { Line, sumOf } from './line';

const x86 = { task: { runtime_platform: { cpu_architecture: 'X86_64' } } };
const stacks = [
  wholePlatform(),
  applicationStack('grades', { small: { cpu: 256, memory: 512, count: 16, ...x86 } }),
];
const named = (name: string) => alternatives.find((each) => each.name.endsWith(name))!;
const linesOf = (name?: string): Line[] =>
  billOf(stacks, { instead: name ? named(name) : undefined }).stacks.flatMap(({ own }) => own);
const partOf = (part: string, name?: string) => sumOf(linesOf(name).filter((each) => each.part === part));

describe('the same services', () => {
  it('on Fargate are 9.91 dollars for each small task, and no nodes', () => {
    expect(partOf('nodes', 'Fargate')).toBeCloseTo(16 * 9.91, 0);
    expect(linesOf('Fargate').every(({ price }) => !/^(ec2\/t4g\.small|ebs)$/.test(price))).toBe(true);
    expect(partOf('gateway', 'Fargate')).toBeCloseTo(partOf('gateway'), 5);
  });

  it('on ECS Managed Instances pay a fee of 12 % for each instance', () => {
    const instances = sumOf(linesOf().filter(({ price }) => price === 'ec2/t4g.small'));
    expect(partOf('nodes', 'Managed Instances') - partOf('nodes')).toBeCloseTo(0.12 * instances, 5);
  });

  it('with a NAT gateway pay 37.23 dollars in place of some 7.4, and for each gigabyte', () => {
    expect(partOf('way out')).toBeCloseTo(7.46, 2);
    expect(partOf('way out', 'NAT gateway')).toBeCloseTo(37.23 + 16 * 3 * 0.046, 2);
  });

  it('with an EKS control plane pay 73 dollars more', () => {
    expect(sumOf(linesOf('EKS control plane')) - sumOf(linesOf())).toBeCloseTo(73, 5);
  });

  it('on Lightsail pay for each container, and for a database of the same size', () => {
    expect(partOf('nodes', 'Lightsail')).toBe(16 * 7);
    expect(partOf('database', 'Lightsail')).toBe(30);
    expect(partOf('gateway', 'Lightsail') + partOf('way out', 'Lightsail')).toBe(0);
  });

  it('are on the bills of those who run them', () => {
    for (const instead of alternatives) {
      const bill = billOf(stacks, { instead });
      const grades = bill.stacks.find(({ stack }) => stack.name === 'grades-prod')!;
      const nodes = [...grades.own, ...grades.shares].filter(({ part }) => part === 'nodes');
      expect([instead.name, sumOf(nodes)]).toEqual([
        instead.name,
        expect.closeTo(partOf('nodes', instead.name.split(' ').slice(-2).join(' ')), 5),
      ]);
    }
  });
});

const size = fc.record({
  cpuUnits: fc.integer({ min: 1, max: 2048 }),
  memoryMebibytes: fc.integer({ min: 1, max: 4096 }),
});

describe('a size elsewhere', () => {
  it.each([
    [128, 256, 0.25, 0.5],
    [256, 513, 0.25, 1],
    [512, 512, 0.5, 1],
    [1024, 1024, 1, 2],
    [128, 3000, 0.5, 3],
  ])(
    'for %d CPU units and %d MiB is on Fargate %d vCPU and %d GB',
    (cpuUnits, memoryMebibytes, vcpus, gigabytes) => {
      expect(fargateSize({ cpuUnits, memoryMebibytes })).toEqual({ vcpus, gigabytes });
    },
  );

  it.each([
    [256, 512, 'nano'],
    [128, 600, 'micro'],
    [512, 512, 'small'],
    [1024, 1024, 'medium'],
    [2048, 1600, 'large'],
  ])('for %d CPU units and %d MiB is on Lightsail %s', (cpuUnits, memoryMebibytes, power) => {
    expect(lightsailPower({ cpuUnits, memoryMebibytes })).toBe(power);
  });

  it('is large enough, and the next smaller one is not', () => {
    fc.assert(
      fc.property(size, (task) => {
        const { vcpus, gigabytes } = fargateSize(task);
        expect(vcpus * 1024).toBeGreaterThanOrEqual(task.cpuUnits);
        expect(gigabytes * 1024).toBeGreaterThanOrEqual(task.memoryMebibytes);
      }),
    );
  });
});
