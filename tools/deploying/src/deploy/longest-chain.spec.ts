import fc from 'fast-check';
import { stack as stackOf } from '@dotkom/synthesised/testing';
import { Done, longestChain, secondsOf, waitedFor } from './longest-chain';

const done = (seconds: Record<string, number>): Done[] =>
  Object.entries(seconds).map(([address, took]) => ({
    address,
    constructPath: `grades-prod/${address.split('.')[1]}`,
    seconds: took,
  }));
const refersTo = (...addresses: string[]) => ({ of: addresses.map((each) => `\${${each}.id}`) });

describe('the longest chain of a deploy', () => {
  const stack = stackOf('grades-prod', {
    aws_vpc: { network: {} },
    aws_subnet: { a: refersTo('aws_vpc.network') },
    aws_db_instance: { database: refersTo('aws_subnet.a') },
    aws_lb: { gateway: { ...refersTo('aws_subnet.a'), depends_on: ['aws_sqs_queue.mail'] } },
    aws_sqs_queue: { mail: {} },
  });
  const took = {
    'aws_vpc.network': 10,
    'aws_subnet.a': 1,
    'aws_db_instance.database': 80,
    'aws_lb.gateway': 60,
    'aws_sqs_queue.mail': 25,
  };

  it('is what had to wait for each other, the first one first', () => {
    expect(longestChain(stack, done(took)).map(({ address }) => address)).toEqual([
      'aws_vpc.network',
      'aws_subnet.a',
      'aws_db_instance.database',
    ]);
  });

  it('goes by what is only waited for, too, unless that is not asked', () => {
    const slow = done({ ...took, 'aws_sqs_queue.mail': 90 });
    expect(secondsOf(longestChain(stack, slow))).toBe(150);
    expect(secondsOf(longestChain(stack, slow, { waits: false }))).toBe(91);
  });

  it('goes through what was not changed and through what is only read', () => {
    const { 'aws_subnet.a': _, ...others } = took;
    expect(secondsOf(longestChain(stack, done(others)))).toBe(90);
    const through = stackOf('grades-prod', {
      aws_vpc: { network: {} },
      aws_lb: { gateway: { subnets: '${data.aws_subnets.all.ids}' } },
    });
    Object.assign(through.json, { data: { aws_subnets: { all: refersTo('aws_vpc.network') } } });
    expect(secondsOf(longestChain(through, done({ 'aws_vpc.network': 10, 'aws_lb.gateway': 60 })))).toBe(70);
  });

  it('counts the slowest of the instances of a block, which are made side by side', () => {
    const each = done({ 'aws_subnet.a["x"]': 4, 'aws_subnet.a["y"]': 7, 'aws_vpc.network': 10 });
    expect(secondsOf(longestChain(stack, each))).toBe(17);
  });

  it('is at least the slowest, and at most all of it one after the other', () => {
    const addresses = Object.keys(took);
    fc.assert(
      fc.property(fc.array(fc.nat(100), { minLength: 5, maxLength: 5 }), (seconds) => {
        const all = done(Object.fromEntries(addresses.map((address, n) => [address, seconds[n] ?? 0])));
        const chain = secondsOf(longestChain(stack, all));
        expect(chain).toBeGreaterThanOrEqual(Math.max(...seconds));
        expect(chain).toBeLessThanOrEqual(seconds.reduce((sum, each) => sum + each, 0));
      }),
    );
  });

  it('is said with each that took a second, and not where it is short', () => {
    expect(waitedFor(stack, done({ ...took, 'aws_subnet.a': 0 }))).toBe(
      'grades-prod: it cannot take less than 90 s, its longest chain of waits: grades-prod/network (10 s), then grades-prod/database (80 s)',
    );
    expect(waitedFor(stack, done({ 'aws_vpc.network': 9 }))).toBeUndefined();
    expect(waitedFor(stack, [])).toBeUndefined();
  });
});
