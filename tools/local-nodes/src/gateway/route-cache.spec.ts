import { AwsRequest } from '@dotkom/local-aws';
import { RouteCache } from './route-cache';

describe('what is deployed', () => {
  let balancers: { LoadBalancerArn: string; DNSName: string }[] | Error;
  let reads = 0;

  const elb = {
    async send({ constructor: { name } }: object) {
      if (name !== 'DescribeLoadBalancersCommand') return {};
      reads += 1;
      if (balancers instanceof Error) throw balancers;
      return { LoadBalancers: balancers };
    },
  };
  const nothing = { send: async () => ({}) };
  const cache = new RouteCache({ elb, route53: nothing, cloudFront: nothing } as never);
  const known = async () => (await cache.routes()).loadBalancers.map(({ arn }) => arn);
  const change = () => cache.gap().fill({} as AwsRequest, async () => ({}) as never);

  it('is an error while nothing was ever read, and read again', async () => {
    balancers = new Error('not yet');
    await expect(known()).rejects.toThrow('not yet');
    balancers = [{ LoadBalancerArn: 'one', DNSName: 'one' }];
    expect(await known()).toEqual(['one']);
  });

  it('is read once, and again after a change', async () => {
    const before = reads;
    await known();
    expect(reads).toBe(before);
    balancers = [{ LoadBalancerArn: 'two', DNSName: 'two' }];
    await change();
    expect(await known()).toEqual(['two']);
  });

  it('is as it was before, while something goes away in the middle of a read', async () => {
    balancers = new Error('a listener that was just deleted');
    await change();
    expect(await known()).toEqual(['two']);
    balancers = [];
    expect(await known()).toEqual([]);
  });
});
