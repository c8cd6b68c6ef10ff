import fc from 'fast-check';
import { planRetention, NodeImage, Uses } from './plan';

const image = (id: string, day: number, architecture: NodeImage['architecture'] = 'arm64'): NodeImage => ({
  id,
  name: `dotkom-node-${architecture}-${id}`,
  architecture,
  createdAt: new Date(Date.UTC(2026, 0, day)),
  snapshotIds: [`snap-${id}`],
});
const uses = (now: readonly string[] = [], before: readonly string[] = []): Uses => ({
  now: new Set(now),
  before: new Set(before),
});
const ids = (images: readonly NodeImage[]) => images.map(({ id }) => id).sort();

describe('planRetention', () => {
  const six = [1, 2, 3, 4, 5, 6].map((day) => image(`ami-${day}`, day));

  it('keeps the newest, what is used and the one built before it', () => {
    const plan = planRetention(six, uses(['ami-3']), 2);
    expect(plan.keep.map((kept) => [kept.image.id, kept.why])).toEqual([
      ['ami-6', 'among the newest 2'],
      ['ami-5', 'among the newest 2'],
      ['ami-3', 'in use'],
      ['ami-2', 'built before an image in use'],
    ]);
    expect(ids(plan.remove)).toEqual(['ami-1', 'ami-4']);
  });

  it('keeps one to roll back to for each side of a rollout that is under way', () => {
    const plan = planRetention(six, uses(['ami-6', 'ami-3']), 2);
    expect(ids(plan.remove)).toEqual(['ami-1', 'ami-4']);
  });

  it('keeps what was in use before, however many were built since', () => {
    const plan = planRetention(six, uses(['ami-6'], ['ami-1']), 3);
    expect(plan.keep.at(-1)).toMatchObject({
      image: { id: 'ami-1' },
      why: 'in use before, to roll back to',
    });
    expect(ids(plan.remove)).toEqual(['ami-2', 'ami-3']);
  });

  it('counts each architecture for itself', () => {
    const both = [...six, image('ami-9', 1, 'amd64'), image('ami-8', 2, 'amd64')];
    expect(ids(planRetention(both, uses(), 2).remove)).toEqual(['ami-1', 'ami-2', 'ami-3', 'ami-4']);
  });

  it('keeps two even when asked for fewer', () => {
    expect(ids(planRetention(six, uses(), 0).remove)).toEqual(['ami-1', 'ami-2', 'ami-3', 'ami-4']);
  });
});

describe('planRetention, for any images', () => {
  const images = fc.uniqueArray(
    fc.record({
      id: fc.integer({ min: 1, max: 60 }).map((number) => `ami-${number}`),
      name: fc.string(),
      architecture: fc.constantFrom('amd64' as const, 'arm64' as const),
      createdAt: fc.integer({ min: 1, max: 20 }).map((day) => new Date(Date.UTC(2026, 0, day))),
      snapshotIds: fc.array(fc.string(), { maxLength: 2 }),
    }),
    { selector: ({ id }) => id, maxLength: 40 },
  );
  const someIds = fc
    .uniqueArray(fc.integer({ min: 1, max: 60 }).map((number) => `ami-${number}`))
    .map((list) => new Set(list));
  const someUses = fc.record({ now: someIds, before: someIds });
  const newest = fc.integer({ min: -1, max: 8 });

  it('decides about each image once, and never removes one that is or was used', () => {
    fc.assert(
      fc.property(images, someUses, newest, (all, used, count) => {
        const { keep, remove } = planRetention(all, used, count);
        expect(ids([...keep.map((kept) => kept.image), ...remove])).toEqual(ids(all));
        expect(remove.filter(({ id }) => used.now.has(id) || used.before.has(id))).toEqual([]);
      }),
    );
  });

  it('always leaves the newest, at least two of them', () => {
    fc.assert(
      fc.property(images, someUses, newest, (all, used, count) => {
        const { keep, remove } = planRetention(all, used, count);
        for (const removed of remove) {
          const newer = keep.filter(
            ({ image: kept }) =>
              kept.architecture === removed.architecture && kept.createdAt >= removed.createdAt,
          );
          expect(newer.length).toBeGreaterThanOrEqual(Math.max(2, count));
        }
      }),
    );
  });

  it('always leaves an image to roll back to: none that goes was the newest behind one in use', () => {
    fc.assert(
      fc.property(images, someUses, newest, (all, used, count) => {
        const { keep, remove } = planRetention(all, used, count);
        for (const { image: inUse } of keep.filter(({ image: kept }) => used.now.has(kept.id))) {
          const older = (one: NodeImage) =>
            one.architecture === inUse.architecture && one.createdAt < inUse.createdAt;
          const newestKept = Math.max(
            0,
            ...keep
              .map((kept) => kept.image)
              .filter(older)
              .map((one) => one.createdAt.getTime()),
          );
          const goneBetween = remove.filter((one) => older(one) && one.createdAt.getTime() > newestKept);
          const sameMoment = keep.filter(
            ({ image: one }) =>
              one.id !== inUse.id &&
              one.architecture === inUse.architecture &&
              one.createdAt.getTime() === inUse.createdAt.getTime(),
          );
          if (sameMoment.length === 0) expect(goneBetween).toEqual([]);
        }
      }),
    );
  });

  it('does not depend on the order in which AWS names the images', () => {
    fc.assert(
      fc.property(images, someUses, newest, (all, used, count) => {
        const one = planRetention(all, used, count);
        const other = planRetention([...all].reverse(), used, count);
        expect(ids(other.remove)).toEqual(ids(one.remove));
      }),
    );
  });

  it('leaves nothing to do once it was carried out', () => {
    fc.assert(
      fc.property(images, someUses, newest, (all, used, count) => {
        const left = planRetention(all, used, count).keep.map((kept) => kept.image);
        // What is kept for being older than an image in use stays the next older one.
        expect(planRetention(left, used, count).remove).toEqual([]);
      }),
    );
  });
});
