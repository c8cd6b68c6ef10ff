import { readFileSync } from 'node:fs';
import { compare } from './compare';
import { whatIsHere } from './here';
import { inventory, kinds, Thing, Things } from './inventory';
import { command, page } from './page';
import { file, parity } from './parity';
import { Reason, reasons } from './reasons';

const here = whatIsHere();

describe('docs/parity.md', () => {
  it(`is what ${command} writes, which gives a reason for every difference`, () => {
    const { text, complaints } = parity();
    expect(complaints).toEqual([]);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('has the whole live estate in prod, which is six services, two sites and two records', () => {
    const inProd = (things: readonly Thing[]) => things.filter(({ environment }) => environment === 'prod');
    expect(inProd(inventory.services)).toHaveLength(6);
    expect(inProd(inventory.sites)).toHaveLength(2);
    expect(inventory.records).toHaveLength(2);
  });

  it.each(inventory.retired.flatMap(({ name, hosts }) => hosts.map((host) => [name, host])))(
    'says that %s is retired, and indeed nothing here is at %s',
    (_name, host) => expect(JSON.stringify(here)).not.toContain(host),
  );
});

describe('a comparison', () => {
  const nothing: Things = { services: [], queues: [], sites: [], databases: [], records: [] };
  const web = (cells: Record<string, string>, environment = 'prod'): Things => ({
    ...nothing,
    services: [{ here: 'shop/web', environment, cells }],
  });
  const larger: Reason = { kind: 'services', column: 'CPU', was: /^128$/, is: /^256$/, because: 'It grew.' };

  it('complains of a difference without a reason, with both sides', () => {
    expect(compare(web({ CPU: '128' }), web({ CPU: '256' }), []).complaints).toEqual([
      "shop/web in prod, CPU: '128' in the inventory, '256' here, and no reason.",
    ]);
  });

  it('takes a reason for this very difference, and no other one of the same column', () => {
    expect(compare(web({ CPU: '128' }), web({ CPU: '256' }), [larger]).complaints).toEqual([]);
    expect(compare(web({ CPU: '128' }), web({ CPU: '512' }), [larger]).complaints).toHaveLength(2);
    const ofAnother = { ...larger, environment: 'staging' };
    expect(compare(web({ CPU: '128' }), web({ CPU: '256' }), [ofAnother]).complaints).toHaveLength(2);
  });

  it('complains of a reason for what does not differ any more', () => {
    expect(compare(web({ CPU: '256' }), web({ CPU: '256' }), [larger]).complaints).toEqual([
      'A reason is out of date (services, CPU): It grew.',
    ]);
  });

  it('complains of what is not here, of what was not there, and of a column that only one side has', () => {
    const complaint = (was: string, is: string) =>
      `shop/web in prod, Environment: '${was}' in the inventory, '${is}' here, and no reason.`;
    expect(compare(web({}), nothing, []).complaints).toEqual([complaint('prod', 'not there')]);
    expect(compare(nothing, web({}), []).complaints).toEqual([complaint('not there', 'prod')]);
    expect(compare(web({ CPU: '256' }), web({}), []).complaints).toHaveLength(1);
  });

  it('is written with both sides and the note that says why', () => {
    const text = page(compare(web({ CPU: '128' }), web({ CPU: '256' }), [larger]), []);
    expect(text).toContain('| shop/web | prod | 128 → 256 (1) |');
    expect(text).toContain('1. It grew.');
  });
});

describe('what is here', () => {
  it('is read from the synthesised stacks, column by column as the inventory has them', () => {
    for (const kind of kinds) {
      const columns = (things: readonly Thing[]) =>
        new Set(things.flatMap(({ cells }) => Object.keys(cells)));
      expect(columns(here[kind])).toEqual(columns(inventory[kind]));
    }
  });

  it('leaves no cell empty, nor one with an expression that Terraform would fill in', () => {
    for (const { cells } of Object.values(here).flat())
      for (const text of Object.values(cells)) expect(text).toMatch(/^[^$]+$/);
  });

  it('gives every reason a sentence', () => {
    for (const { because } of reasons) expect(because).toMatch(/^[A-Z].*\.$/);
  });
});
