import fc from 'fast-check';
import { readEstate } from '../estate';
import { applicationStack, platformStack, TestService } from '../testing';
import { estateDifference } from './estate-difference';
import { mermaidOf } from './mermaid';

const estateWith = (services: Record<string, TestService>, max = 8) =>
  readEstate([platformStack({ arm64: { min: 2, max } }), applicationStack('grades', services)]);
const before = estateWith({ backend: {}, worker: { memory: 512 } });
const named = (parts: readonly { kind: string; name: string }[]) =>
  parts.map(({ kind, name }) => `${kind} ${name}`);

describe('what a change does to the estate', () => {
  const after = estateWith({ backend: { memory: 1024 }, frontend: {} }, 9);
  const difference = estateDifference(before, after);

  it('is what it adds, removes and changes', () => {
    expect(named(difference.added)).toEqual(['worker frontend']);
    expect(named(difference.removed)).toEqual(['worker worker']);
    expect(named(difference.changed.map((each) => each.after))).toEqual([
      'node pool platform-prod-arm64',
      'worker backend',
    ]);
  });

  it('is nothing where nothing is another', () => {
    expect(estateDifference(before, before)).toEqual({ added: [], removed: [], changed: [] });
    expect(mermaidOf(estateDifference(before, before))).toBeUndefined();
  });

  it('is turned round when the change is', () => {
    const back = estateDifference(after, before);
    expect([named(back.added), named(back.removed)]).toEqual([
      named(difference.removed),
      named(difference.added),
    ]);
  });

  it('is drawn: each stack with its parts, a word before each, and of what changed only that', () => {
    expect(mermaidOf(difference)?.split('\n').slice(0, 9)).toEqual([
      'flowchart LR',
      '  subgraph s0["grades-prod"]',
      '    n0["new: worker frontend<br/>0.125 vCPU, 256 MiB<br/>1 × on platform-prod-arm64"]:::added',
      '    n1["gone: worker worker"]:::removed',
      '    n3["changed: worker backend<br/>0.125 vCPU, 256 MiB → 0.125 vCPU, 1024 MiB"]:::changed',
      '  end',
      '  subgraph s1["platform-prod"]',
      '    n2["changed: node pool platform-prod-arm64<br/>2 to 8 nodes → 2 to 9 nodes"]:::changed',
      '  end',
    ]);
  });

  it('is drawn as far as somebody takes it in', () => {
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`service${index}`, {}]));
    const picture = mermaidOf(estateDifference(estateWith({}), estateWith(many))) ?? '';
    expect(picture.match(/:::added/g)).toHaveLength(30);
    expect(picture).toContain('more["and 30 more"]');
  });

  it('is a picture whatever things are called', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ unit: 'binary' }), (kind, name) => {
        const part = { stack: name, kind, name, facts: [kind] };
        const picture = mermaidOf({ added: [part], removed: [], changed: [] }) ?? '';
        expect(picture.split(/[\n\r\u2028\u2029]/)).toHaveLength(7);
        expect(picture).not.toMatch(/`|<(?!br\/>)/);
        expect(picture.match(/"/g)).toHaveLength(4);
      }),
    );
  });
});
