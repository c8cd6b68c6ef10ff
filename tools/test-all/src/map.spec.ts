import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mapOf, monthlyCosts } from '@dotkom/map';
import { applicationMermaid, estateMermaid } from '@dotkom/map/mermaid';
import { billOf, readEstate, sumOf } from '@dotkom/outlook';
import { declaredSecrets, resourcesOf } from '@dotkom/synthesised';
import { applications, folderOf } from './applications';
import { writtenEstate } from './written-estate';

/** The real stacks on the map: nothing of them is left out. */

const stacks = writtenEstate();
const estate = readEstate(stacks);
const map = mapOf(stacks, { costs: monthlyCosts(stacks) });
const things = map.then(({ applications, platforms }) =>
  [...applications, ...platforms].flatMap((each) => each.things),
);

it('shows every service, job, site, database and queue, with its owner', async () => {
  const shown = (await things).map(({ kind, application, environment, name, owner }) =>
    [kind, application, environment, name, owner].join(' '),
  );
  for (const {
    application,
    environment,
    owner,
    workloads,
    sites,
    queues,
    databases,
  } of estate.applications) {
    const expected = [
      ...workloads.map(({ kind, name }) => `${kind} ${application} ${environment} ${name} ${owner}`),
      ...sites.map(({ name }) => `site ${application} ${environment} ${name} ${owner}`),
      ...queues
        .filter(({ deadLetters }) => deadLetters)
        .map(({ of }) => `queue ${application} ${environment} ${of} ${owner}`),
    ];
    expect(shown).toEqual(expect.arrayContaining(expected));
    const ofIts = (kind: string) =>
      shown.filter((each) => each.startsWith(`${kind} ${application} ${environment} `));
    expect(ofIts('database')).toHaveLength(databases.length);
  }
});

it('shows every host, and who answers', async () => {
  const hosts = (await things).filter(({ kind }) => kind === 'host').map(({ name }) => name);
  const records = stacks
    .filter((stack) => estate.applications.some(({ name }) => name === stack.name))
    .flatMap((stack) => resourcesOf(stack, 'aws_route53_record').map(({ config }) => String(config.name)));
  // Not those by which a certificate or a sender is proven.
  const asked = records.filter((name) => !name.includes('${') && !name.startsWith('_'));
  expect([...new Set(hosts)].sort()).toEqual([...new Set(asked)].sort());
});

it('shows every alarm of every stack once, each with its runbook', async () => {
  const shown = (await things).flatMap(({ alarms }) => alarms);
  const alarms = estate.stacks.filter(({ kind }) => kind !== 'bootstrap').flatMap((stack) => stack.alarms);
  expect(shown.map(({ name }) => name).sort()).toEqual(alarms.map(({ name }) => name).sort());
  expect(shown.filter(({ runbook }) => !runbook)).toEqual([]);
});

it('shows every secret that a person has to set, by name', async () => {
  for (const stack of stacks) {
    const ofStack = (await things).filter(({ id }) => id.startsWith(`${stack.name}/`));
    const shown = new Set(ofStack.flatMap(({ secrets }) => secrets));
    expect(declaredSecrets(stack).filter(({ name }) => !shown.has(name))).toEqual([]);
  }
});

it('has a place on a node for every task, and knows what every application costs', async () => {
  const { platforms, applications: shown } = await map;
  expect(platforms.flatMap(({ unplaced }) => unplaced)).toEqual([]);
  expect(shown.filter(({ cost }) => !cost)).toEqual([]);
});

it('says of no resource twice what it costs', async () => {
  const bill = billOf(stacks);
  for (const { application, environment, things: shown } of (await map).applications) {
    const stack = bill.stacks.find((each) => each.stack.name === `${application}-${environment}`);
    const own = stack?.own.filter(({ of }) => shown.some(({ id }) => `${of}/`.startsWith(`${id}/`))) ?? [];
    const shares = stack?.shares.filter(
      ({ taker, part }) =>
        shown.some(({ id }) => id === taker) ||
        (part === 'database' && shown.some(({ kind }) => kind === 'database')),
    );
    const costs = shown.reduce((sum, { cost = 0 }) => sum + cost, 0);
    expect(costs).toBeCloseTo(sumOf(own) + sumOf(shares ?? []), 6);
  }
});

describe('the picture in a README, which npx nx run-many -t synth and npx nx sync draw,', () => {
  const pictureIn = (folder: string) =>
    /<!-- picture: [^]*?-->\n\n([^]*?)\n\n<!-- \/picture -->/.exec(
      readFileSync(join(folder, 'README.md'), 'utf8'),
    )?.[1];

  it.each(applications)('of %s is the one that its stack gives', (name) => {
    const drawn = estate.applications.find(
      (each) => each.application === name && each.environment === 'prod',
    );
    const stack = stacks.find((each) => each.name === drawn?.name);
    expect(pictureIn(folderOf(name))).toBe(drawn && stack && applicationMermaid(drawn, stack));
  });

  it('of everything is the one that all stacks give', () => {
    expect(pictureIn(join(__dirname, '../../..'))).toBe(estateMermaid(estate, 'prod'));
  });
});
