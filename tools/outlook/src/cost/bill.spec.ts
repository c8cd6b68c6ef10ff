import fc from 'fast-check';
import { applicationStack, platformStack, TestService } from '../testing';
import { behindGateway, webServices, wholePlatform, withResources } from './testing/months';
import { Bill, billOf, costOf } from './bill';
import { sumOf } from './line';
import { times } from './volumes';

const partOf = (bill: Bill, stack: string, part: string) =>
  sumOf(bill.stacks.find((each) => each.stack.name === stack)!.own.filter((each) => each.part === part));
const shareOf = (bill: Bill, taker: string, part: string) =>
  sumOf(
    bill.stacks.flatMap(({ shares }) => shares).filter((each) => each.taker === taker && each.part === part),
  );

describe('a month of a platform', () => {
  const bill = billOf([wholePlatform()]);

  it('is its nodes at the fewest while nothing runs', () => {
    expect(bill.nodes).toEqual([{ pool: 'platform-prod-arm64', instanceType: 't4g.small', count: 2 }]);
    expect(partOf(bill, 'platform-prod', 'nodes')).toBeCloseTo(30.13, 2);
  });

  it('has a NAT for between 7.1 and 7.5 dollars, and an address of the gateway in each zone', () => {
    expect(partOf(bill, 'platform-prod', 'way out')).toBeCloseTo(3.139 + 3.65 + 0.669, 2);
    expect(partOf(bill, 'platform-prod', 'gateway')).toBeCloseTo(0.0252 * 730 + 10.95, 2);
  });

  it('has a database with its storage and the secret of its master', () => {
    expect(partOf(bill, 'platform-prod', 'database')).toBeCloseTo(0.0387 * 730 + 20 * 0.139, 2);
    expect(partOf(bill, 'platform-prod', 'secrets')).toBeCloseTo(0.4, 2);
  });

  it('counts a second database that stands by, with its storage', () => {
    const twice = withResources(wholePlatform(), {
      aws_db_instance: {
        database: {
          instance_class: 'db.t4g.small',
          allocated_storage: 20,
          storage_type: 'gp3',
          multi_az: true,
        },
      },
    });
    expect(partOf(billOf([twice]), 'platform-prod', 'database')).toBeCloseTo(2 * (28.251 + 2.78), 2);
  });

  it('has as many nodes as ECS keeps for its tasks: full to the wanted share, within the most', () => {
    const nodesFor = (count: number, memory: number, max = 8) =>
      billOf([
        platformStack({ arm64: { min: 2, max } }),
        applicationStack('grades', { web: { memory, count } }),
      ]).nodes[0]?.count;
    expect([nodesFor(1, 256), nodesFor(4, 1024), nodesFor(8, 1024, 20), nodesFor(20, 1024)]).toEqual([
      2, 5, 9, 8,
    ]);
  });
});

describe('what is shared', () => {
  const grades = withResources(
    applicationStack('grades', {
      backend: { memory: 512, service: behindGateway('backend') },
      worker: { memory: 256, count: 2 },
    }),
    webServices('backend'),
  );
  const other = withResources(
    applicationStack('other', { web: { memory: 1024, service: behindGateway('web') } }),
    webServices('web'),
  );
  const bill = billOf([wholePlatform(), grades, other]);

  it('is paid by what nodes run out of first', () => {
    const nodes = partOf(bill, 'platform-prod', 'nodes');
    expect(shareOf(bill, 'grades-prod/backend', 'nodes')).toBeCloseTo((nodes * 512) / 2048, 5);
    expect(shareOf(bill, 'grades-prod/worker', 'nodes')).toBeCloseTo((nodes * 512) / 2048, 5);
    const busy = applicationStack('busy', {
      web: { cpu: 1024, memory: 128 },
      small: { cpu: 128, memory: 128 },
    });
    const byCpu = billOf([wholePlatform(), busy]);
    expect(shareOf(byCpu, 'busy-prod/web', 'nodes')).toBeCloseTo(
      (partOf(byCpu, 'platform-prod', 'nodes') * 1024) / 1152,
      5,
    );
  });

  it('is the gateway for those behind it, and the way out for each task', () => {
    expect(shareOf(bill, 'grades-prod/backend', 'gateway')).toBeCloseTo(
      partOf(bill, 'platform-prod', 'gateway') / 2,
      5,
    );
    expect(shareOf(bill, 'grades-prod/worker', 'gateway')).toBe(0);
    expect(shareOf(bill, 'grades-prod/worker', 'way out')).toBeCloseTo(
      partOf(bill, 'platform-prod', 'way out') / 2,
      5,
    );
  });

  it('is the database by connections', () => {
    const wish = (connections: number) => ({
      aws_lambda_invocation: { database: { triggers: { wish: JSON.stringify({ connections }) } } },
    });
    const shared = billOf([wholePlatform(), withResources(grades, wish(30)), withResources(other, wish(10))]);
    const whole = partOf(shared, 'platform-prod', 'database');
    expect(shareOf(shared, 'grades-prod', 'database')).toBeCloseTo((whole * 3) / 4, 5);
  });

  it('is on nobody when nobody takes of it', () => {
    const alone = billOf([wholePlatform(), applicationStack('records', {})]);
    expect(shareOf(alone, 'records-prod', 'nodes')).toBe(0);
    expect(shareOf(alone, 'records-prod', 'secrets')).toBeCloseTo(0.4, 5);
  });
});

/** Services of any size that a node can take. */
const service = fc.record({
  cpu: fc.integer({ min: 64, max: 1024 }),
  memory: fc.integer({ min: 64, max: 1024 }),
  count: fc.integer({ min: 0, max: 3 }),
});
const estate = fc.array(fc.dictionary(fc.stringMatching(/^[a-d]$/), service, { maxKeys: 3 }), {
  maxLength: 3,
});
const stacksOf = (applications: readonly Record<string, TestService>[]) => [
  wholePlatform({ min: 0, max: 20 }),
  ...applications.map((services, index) => applicationStack(`app${index}`, services)),
];
const small = { numRuns: 40 };

describe('whatever runs', () => {
  it('shares make the whole, and what nobody takes of is left over', () => {
    fc.assert(
      fc.property(estate, (applications) => {
        const bill = billOf(stacksOf(applications));
        const paid = bill.stacks.filter(({ stack }) => stack.kind === 'application').map(costOf);
        const sum = paid.reduce((one, other) => one + other, 0) + sumOf(bill.free);
        expect(sum).toBeLessThanOrEqual(bill.total + 1e-6);
        const everythingIsTaken =
          bill.stacks.flatMap(({ shares }) => shares).some(({ part }) => part === 'gateway') &&
          bill.stacks.flatMap(({ shares }) => shares).some(({ part }) => part === 'database');
        if (everythingIsTaken) expect(sum).toBeCloseTo(bill.total, 6);
        for (const pool of ['nodes', 'way out']) {
          const shares = bill.stacks.flatMap((each) => each.shares).filter(({ part }) => part === pool);
          if (shares.length > 0) expect(sumOf(shares)).toBeCloseTo(partOf(bill, 'platform-prod', pool), 6);
        }
      }),
      small,
    );
  });

  /** Of different sizes, a larger task may lie better on the nodes than a smaller one did, and save one. */
  it('one more task is never cheaper, nor are larger ones, where all are as large', () => {
    fc.assert(
      fc.property(
        service,
        fc.integer({ min: 0, max: 6 }),
        fc.integer({ min: 0, max: 512 }),
        (size, tasks, more) => {
          const total = (count: number, memory = size.memory) =>
            billOf(stacksOf([{ a: { ...size, count, memory }, b: { ...size, memory } }])).total;
          expect(total(tasks + 1)).toBeGreaterThanOrEqual(total(tasks) - 1e-6);
          expect(total(tasks, size.memory + more)).toBeGreaterThanOrEqual(total(tasks) - 1e-6);
        },
      ),
      small,
    );
  });

  it('what is used costs in proportion, and the rest stays', () => {
    fc.assert(
      fc.property(estate, fc.double({ min: 0.1, max: 50, noNaN: true }), (applications, factor) => {
        const linesAt = (volumes = times(1)) =>
          billOf(stacksOf(applications), { volumes }).stacks.flatMap(({ own }) => own);
        const of = (kind: string, volumes = times(1)) =>
          sumOf(linesAt(volumes).filter((each) => each.kind === kind));
        expect(of('use', times(factor))).toBeCloseTo(factor * of('use'), 6);
        expect(of('fixed', times(factor))).toBeCloseTo(of('fixed'), 6);
      }),
      small,
    );
  });
});

describe('what the account has for nothing', () => {
  it('is taken off once, and never more than is used', () => {
    const alarms = (count: number) =>
      withResources(wholePlatform(), {
        aws_cloudwatch_metric_alarm: Object.fromEntries(
          Array.from({ length: count }, (_, index) => [`alarm-${index}`, {}]),
        ),
      });
    const freeAlarms = (count: number) =>
      sumOf(billOf([alarms(count)]).free.filter(({ price }) => price === 'cloudwatch/alarm'));
    expect(freeAlarms(4)).toBeCloseTo(-0.4, 5);
    expect(freeAlarms(40)).toBeCloseTo(-1, 5);
  });
});

describe('what has no price', () => {
  it('is refused with every type of it, where it is, and how to say what it costs', () => {
    const stack = withResources(applicationStack('grades', {}), {
      aws_kinesis_stream: { events: {} },
      aws_nat_gateway: { nat: {} },
    });
    expect(() => billOf([stack])).toThrow(
      /aws_kinesis_stream \(grades-prod\/events\)\n {2}aws_nat_gateway \(grades-prod\/nat\)\n.*resources\/.*free-types\.ts/s,
    );
  });

  it('is refused by the name of the price where the type is known', () => {
    const stack = withResources(wholePlatform(), {
      aws_db_instance: {
        database: { instance_class: 'db.r7g.large', allocated_storage: 20, storage_type: 'gp3' },
      },
    });
    expect(() => billOf([stack])).toThrow("There is no price 'rds/db.r7g.large'. Add it to");
  });
});
