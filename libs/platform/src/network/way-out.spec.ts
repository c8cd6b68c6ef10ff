import { Lb } from '@cdktf/provider-aws/lib/lb';
import { AutoscalingGroup } from '@cdktf/provider-aws/lib/autoscaling-group';
import { InfraStack } from '@dotkom/stack';
import { cutOff, stackWith, testNetwork } from '../testing';
import { Gateway } from '../gateway/gateway';
import { Nat, NatProps } from './nat/nat';

function network(
  create: (stack: InfraStack, parts: { network: ReturnType<typeof testNetwork>; nat: Nat }) => void,
) {
  return stackWith((stack) => {
    const made = testNetwork(stack);
    const nat = natOf(stack, made);
    create(stack, { network: made, nat });
  });
}

const natOf = (stack: InfraStack, made: ReturnType<typeof testNetwork>, props: Partial<NatProps> = {}) =>
  new Nat(stack, 'nat', { name: 'platform-test-nat', network: made, imageName: 'fck-nat-test', ...props });

describe('what needs the internet', () => {
  it.each([
    ['one NAT', {}],
    ['a NAT in each zone, with fixed addresses', { zones: 'each', address: 'fixed' }],
  ] as const)('waits for what gives it: %s, and the gateway', (_, props) => {
    const stack = stackWith((each) => {
      const made = testNetwork(each);
      natOf(each, made, props);
      new Gateway(each, 'gateway', { name: 'platform-test', network: made });
    });
    expect(cutOff(stack)).toEqual([]);
  });

  it('is found where it does not: a load balancer before the internet gateway leads anywhere', () => {
    const stack = network((scope, parts) => {
      new Lb(scope, 'lb', { name: 'lb', subnets: parts.network.publicSubnets.map(({ id }) => id) });
    });
    expect(cutOff(stack)).toEqual([
      expect.stringMatching(/^aws_lb\.lb does not wait for aws_route\.network_public-internet-route_\w+\.$/),
    ]);
  });

  it('is found where it does not: a node before the NAT and the route to it', () => {
    const stack = network((scope, parts) => {
      const [subnet] = parts.network.privateSubnets;
      new AutoscalingGroup(scope, 'nodes', {
        minSize: 0,
        maxSize: 1,
        vpcZoneIdentifier: [subnet?.id ?? ''],
      });
    });
    expect(cutOff(stack).sort()).toEqual([
      expect.stringMatching(/^aws_autoscaling_group\.nodes does not wait for aws_autoscaling_group\.nat_/),
      expect.stringMatching(/^aws_autoscaling_group\.nodes does not wait for aws_route\.nat_/),
    ]);
  });
});
