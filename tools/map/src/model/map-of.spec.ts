import { billOf, sumOf } from '@dotkom/outlook';
import fc from 'fast-check';
import { applicationStack } from '../testing/application-stack';
import { estateStacks, platformStack } from '../testing/estate-stacks';
import { Kind, MapData, Thing } from './map-data';
import { mapOf } from './map-of';
import { readStack } from '@dotkom/synthesised';
import { MonthlyCosts, monthlyCosts } from './monthly-costs';

const stacks = [platformStack(), applicationStack('grades', 'prod'), applicationStack('grades', 'staging')];

const thingsOf = ({ applications, platforms }: MapData): Thing[] =>
  [...applications, ...platforms].flatMap(({ things }) => things);
const named = (data: MapData, id: string) => thingsOf(data).find((thing) => thing.id === id);
const factOf = (thing: Thing | undefined, term: string) => thing?.facts.find(([each]) => each === term)?.[1];
/** What leads to what, by the ends of their ids. */
const linksOf = (data: MapData) =>
  data.applications[0]?.links.map(({ from, to, label }) =>
    [from, to].map((id) => id.split('/').slice(1).join('/')).concat(label),
  );

describe('an application on the map', () => {
  it('has everything that its stack makes, each once', async () => {
    const [grades] = (await mapOf(stacks)).applications;
    expect(grades?.things.map(({ id, kind }) => `${kind} ${id}`).sort()).toEqual([
      'bucket grades-prod/web/files',
      'database grades-prod/database',
      'host grades-prod/hosts/api.grades-prod.example.no',
      'host grades-prod/hosts/game.grades-prod.example.no',
      'host grades-prod/hosts/grades-prod.example.no',
      'host grades-prod/hosts/www.grades-prod.example.no',
      'job grades-prod/nightly',
      'one-off grades-prod/migration',
      'queue grades-prod/mails',
      'site grades-prod/web',
      'web grades-prod/api',
      'worker grades-prod/worker',
    ]);
  });

  it('shows the way of a request, and what routes, secrets and roles let services use', async () => {
    expect(linksOf(await mapOf(stacks))).toEqual(
      expect.arrayContaining([
        ['hosts/api.grades-prod.example.no', 'api', 'requests'],
        ['hosts/www.grades-prod.example.no', 'api', 'requests'],
        ['hosts/grades-prod.example.no', 'web', 'requests'],
        ['web', 'web/files', 'reads files'],
        ['api', 'database', 'reads and writes'],
        ['migration', 'database', 'reads and writes'],
        ['api', 'mails', 'sends'],
        ['worker', 'mails', 'handles messages'],
      ]),
    );
    expect(linksOf(await mapOf(stacks))).toHaveLength(8);
  });

  it('says by which way requests come in, or that a name leads elsewhere', async () => {
    const data = await mapOf(stacks);
    const entry = (host: string) => named(data, `grades-prod/hosts/${host}.example.no`)?.entry;
    expect([entry('api.grades-prod'), entry('grades-prod'), entry('game.grades-prod')]).toEqual([
      'gateway',
      'cdn',
      undefined,
    ]);
    expect(factOf(named(data, 'grades-prod/hosts/game.grades-prod.example.no'), 'Leads to')).toBe(
      '192.0.2.7',
    );
  });

  it('says of a host that is held where it leads, and by no way of the platform', async () => {
    const [platform, grades] = [platformStack(), applicationStack('grades', 'prod')];
    const json = structuredClone(grades.json) as { resource: Record<string, Record<string, object>> };
    const held = (name: string, target: object) => ({ name, type: 'A', ...target });
    Object.assign((json.resource['aws_route53_record'] ??= {}), {
      api: held('api.grades-prod.example.no', { records: ['192.0.2.9'], ttl: 60 }),
      web: held('grades-prod.example.no', { alias: { name: 'd1.cloudfront.net', zone_id: 'Z1' } }),
      www: held('www.grades-prod.example.no', {
        alias: { name: '${aws_lb.gateway.dns_name}', zone_id: 'Z1' },
      }),
    });
    const data = await mapOf([platform, readStack(grades.name, JSON.stringify(json))]);
    const host = (name: string) => named(data, `grades-prod/hosts/${name}.example.no`);
    for (const [name, at] of [
      ['api.grades-prod', '192.0.2.9'],
      ['grades-prod', 'd1.cloudfront.net'],
    ] as const) {
      expect(host(name)).toMatchObject({ summary: 'held where it led before', entry: undefined });
      expect(factOf(host(name), 'Held at')).toBe(at);
    }
    expect(host('www.grades-prod')).toMatchObject({ summary: '', entry: 'gateway' });
  });

  it('says size, health check, secrets by name, and alarms with what to do', async () => {
    const api = named(await mapOf(stacks), 'grades-prod/api');
    expect(api).toMatchObject({
      summary: '1 task · 256 MiB',
      owner: 'dotkom',
      secrets: ['DATABASE_URL', 'SIGNING_KEY'],
      alarms: [
        {
          name: 'grades-prod-api-unhealthy',
          about: 'A task does not answer.',
          runbook: 'https://example.no/docs/runbooks/unhealthy-hosts.md',
        },
      ],
    });
    expect(factOf(api, 'Size')).toBe('0.125 vCPU, 256 MiB each');
    expect(factOf(api, 'Health check')).toBe('/health, every 10 seconds');
    expect(factOf(named(await mapOf(stacks), 'grades-prod/nightly'), 'Schedule')).toBe('cron(0 4 * * ? *)');
    expect(factOf(named(await mapOf(stacks), 'grades-prod/migration'), 'Runs before')).toBe('api');
  });

  it('is told in the order in which it is read: hosts, what answers, what that uses', async () => {
    const kinds = (await mapOf(stacks)).applications[0]?.things.map(({ kind }) => kind);
    expect(kinds?.slice(0, 5)).toEqual<Kind[]>(['host', 'host', 'web', 'database', 'queue']);
  });

  it('is drawn without two things in one place, each line from thing to thing', async () => {
    const [{ layout, things, links } = never()] = (await mapOf(stacks)).applications;
    expect(layout.boxes).toHaveLength(things.length);
    for (const [n, one] of layout.boxes.entries()) {
      for (const other of layout.boxes.slice(n + 1)) {
        const apart =
          one.x + one.width <= other.x ||
          other.x + other.width <= one.x ||
          one.y + one.height <= other.y ||
          other.y + other.height <= one.y;
        expect(apart).toBe(true);
      }
      expect(one.x + one.width).toBeLessThanOrEqual(layout.width);
      expect(one.y + one.height).toBeLessThanOrEqual(layout.height);
    }
    for (const [n, { from, to }] of links.entries()) {
      const [start, end] = [layout.lines[n]?.[0], layout.lines[n]?.at(-1)];
      const box = (id: string) => layout.boxes[things.findIndex((thing) => thing.id === id)] ?? never();
      expect(start?.[0]).toBe(box(from).x + box(from).width);
      expect(end?.[0]).toBe(box(to).x);
    }
  });
});

describe('a platform on the map', () => {
  it('has its parts, with the alarms that are about them', async () => {
    const [platform] = (await mapOf(stacks)).platforms;
    expect(platform?.things.map(({ kind, alarms }) => [kind, alarms.map(({ name }) => name)])).toEqual([
      ['gateway', ['platform-prod-services-errors']],
      ['nat', []],
      ['server', ['platform-prod-database-storage']],
      ['pool', ['platform-prod-arm64-full']],
    ]);
  });

  it('has every task of all environments on a node, in a zone', async () => {
    const [platform] = (await mapOf(stacks)).platforms;
    const tasks = platform?.zones.flatMap(({ nodes }) => nodes.flatMap((node) => node.tasks));
    expect(tasks?.map(({ thing }) => thing).sort()).toEqual([
      'grades-prod/api',
      'grades-prod/worker',
      'grades-staging/api',
      'grades-staging/worker',
    ]);
    expect(platform?.unplaced).toEqual([]);
  });

  it('says which tasks find no room', async () => {
    const large = applicationStack('grades', 'prod', { memory: 4096 });
    const [platform] = (await mapOf([platformStack(), large])).platforms;
    expect(platform?.unplaced).toMatchObject([{ thing: 'grades-prod/api', memory: 4096 }]);
  });
});

describe('costs', () => {
  it('are shown where they are known', async () => {
    const costs: MonthlyCosts = {
      ofThings: () => new Map([['grades-prod/api', 3.5]]),
      ofStack: (name) => (name === 'grades-prod' ? 7 : undefined),
    };
    const data = await mapOf(stacks, { costs });
    expect(named(data, 'grades-prod/api')?.cost).toBe(3.5);
    expect(named(data, 'grades-prod/worker')).not.toHaveProperty('cost');
    expect(data.applications.map(({ cost }) => cost)).toEqual([7, undefined]);
  });
});

/** An application of nothing but files, in buckets of their own and behind sites. */
function stackWithFiles({ sites, buckets }: { sites: readonly string[]; buckets: readonly string[] }) {
  const { name, json } = applicationStack('grades', 'prod');
  const at = (path: string) => ({ '//': { metadata: { path: `${name}/${path}` } } });
  const each = (names: readonly string[], of: (each: string) => object) =>
    Object.fromEntries(names.map((each) => [each, of(each)]));
  const resource = {
    aws_s3_bucket: {
      ...each(buckets, (bucket) => at(`${bucket}/bucket`)),
      ...each(sites, (site) => at(`${site}/files/bucket`)),
    },
    aws_cloudfront_distribution: each(sites, (site) => ({
      ...at(`${site}/distribution`),
      origin: [{ domain_name: `\${aws_s3_bucket.${site}.bucket_regional_domain_name}` }],
    })),
  };
  return readStack(name, JSON.stringify({ ...json, resource }));
}

describe('the costs of a bill', () => {
  it('are those of each thing, together no more than those of its stack', async () => {
    const data = await mapOf(stacks, { costs: monthlyCosts(stacks) });
    expect(data.bill).toBe(billOf(stacks).total);
    for (const { things, cost = 0 } of data.applications) {
      const together = things.reduce((sum, each) => sum + (each.cost ?? 0), 0);
      expect(together).toBeGreaterThan(0);
      expect(together).toBeLessThanOrEqual(cost);
    }
    for (const kind of ['gateway', 'server', 'pool']) {
      const [thing] = data.platforms[0]?.things.filter((each) => each.kind === kind) ?? [];
      expect(thing?.cost).toBeGreaterThan(10);
    }
    expect(named(data, 'grades-prod/api')?.cost).toBeGreaterThan(
      named(data, 'grades-prod/worker')?.cost ?? 0,
    );
  });

  it('are at one thing each, whatever there is and however it is called', async () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[ab]{1,3}$/), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(names, fc.nat(6), async (all, sites) => {
        const files = [stackWithFiles({ sites: all.slice(0, sites), buckets: all.slice(sites) })];
        const [application] = (await mapOf(files, { costs: monthlyCosts(files) })).applications;
        const shown = application?.things.reduce((sum, { cost = 0 }) => sum + cost, 0);
        expect(shown).toBeCloseTo(sumOf(billOf(files).stacks.flatMap(({ own }) => own)), 6);
      }),
      { numRuns: 30 },
    );
  });

  it('are for each NAT its own, wherever there are several', async () => {
    const natsOf = async (...natZones: string[]) => {
      const platform = [platformStack({ natZones })];
      const { platforms } = await mapOf(platform, { costs: monthlyCosts(platform) });
      return platforms[0]?.things.flatMap(({ kind, cost }) => (kind === 'nat' ? [cost] : []));
    };
    const [one] = (await natsOf('eu-north-1a')) ?? [];
    expect(one).toBeGreaterThan(3);
    expect(await natsOf('eu-north-1a', 'eu-north-1b', 'eu-north-1c')).toEqual([one, one, one]);
  });
});

describe('two synths compared', () => {
  const changesOf = (data: MapData) =>
    Object.fromEntries(thingsOf(data).flatMap(({ id, change }) => (change ? [[id, change]] : [])));

  it('show what is added, removed and changed, and only that', async () => {
    const before = [
      platformStack(),
      applicationStack('grades', 'prod', { withoutJob: true }),
      applicationStack('gone', 'prod'),
    ];
    const after = [platformStack(), applicationStack('grades', 'prod', { memory: 512 })];
    const data = await mapOf(after, { before });
    const changes = changesOf(data);
    expect(changes['grades-prod/nightly']).toBe('added');
    expect(changes['grades-prod/api']).toBe('changed');
    expect(changes['gone-prod/api']).toBe('removed');
    expect(
      Object.keys(changes)
        .filter((id) => id.startsWith('grades-'))
        .sort(),
    ).toEqual(['grades-prod/api', 'grades-prod/nightly']);
    expect(data.compared).toBe(true);
  });

  it('show a platform that goes with all that it had, and that its tasks are without a node', async () => {
    const [application] = stacks.slice(1);
    const before = [platformStack(), application!];
    const [platform] = (await mapOf([application!], { before })).platforms;
    expect(platform?.things.map(({ kind, change }) => [kind, change])).toEqual(
      ['gateway', 'nat', 'server', 'pool'].map((kind) => [kind, 'removed']),
    );
    expect(platform?.zones.map(({ publicThings, nodes }) => [publicThings.length, nodes])).toEqual([
      [2, []],
      [1, []],
      [1, []],
    ]);
    expect(platform?.unplaced.map(({ thing }) => thing)).toEqual(['grades-prod/api', 'grades-prod/worker']);
  });

  it('show a NAT that goes where it stood', async () => {
    const before = [platformStack({ natZones: ['eu-north-1a', 'eu-north-1b'] })];
    const data = await mapOf([platformStack()], { before });
    const id = 'platform-prod/nat/platform-prod-nat-eu-north-1b';
    expect(changesOf(data)).toEqual({ [id]: 'removed' });
    expect(data.platforms[0]?.zones.map(({ publicThings }) => publicThings.includes(id))).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('show each thing that goes in a view of its environment, whatever it was of', async () => {
    const before = [platformStack(), ...stacks.slice(1), applicationStack('gone', 'test')];
    const data = await mapOf([], { before });
    const shown = await mapOf(before);
    expect(Object.keys(changesOf(data)).sort()).toEqual(
      thingsOf(shown)
        .map(({ id }) => id)
        .sort(),
    );
    expect(new Set(Object.values(changesOf(data)))).toEqual(new Set(['removed']));
    expect(data.environments).toEqual(shown.environments);
  });

  it('show nothing where nothing is different', async () => {
    expect(changesOf(await mapOf(stacks, { before: stacks }))).toEqual({});
  });
});

describe('many applications', () => {
  it('of the same shape are laid out alike', async () => {
    const { applications } = await mapOf(estateStacks(3));
    expect(applications).toHaveLength(6);
    for (const { layout } of applications) expect(layout).toEqual(applications[0]?.layout);
  });
});

function never(): never {
  throw new Error('There is none.');
}
