import type { Architecture } from '../contract';

export interface NodeImage {
  readonly id: string;
  readonly name: string;
  readonly architecture: Architecture;
  readonly createdAt: Date;
  readonly snapshotIds: readonly string[];
}

export interface Kept {
  readonly image: NodeImage;
  readonly why: string;
}

export interface Plan {
  readonly keep: readonly Kept[];
  readonly remove: readonly NodeImage[];
}

/**
 * Decides which images go. Of each architecture stay: every image that something uses; the one before each of these,
 * to roll back to; and the newest ones, at least two, so that the newest and the one before it are always there.
 */
export function planRetention(
  images: readonly NodeImage[],
  usedIds: ReadonlySet<string>,
  newest: number,
): Plan {
  const keep: Kept[] = [];
  const remove: NodeImage[] = [];
  for (const group of newestFirst(images)) {
    group.forEach((image, index) => {
      const why = reasonToKeep(group, index, usedIds, Math.max(2, newest));
      if (why === undefined) remove.push(image);
      else keep.push({ image, why });
    });
  }
  return { keep, remove };
}

function reasonToKeep(
  group: readonly NodeImage[],
  index: number,
  usedIds: ReadonlySet<string>,
  newest: number,
): string | undefined {
  const isUsed = (image: NodeImage | undefined) => image !== undefined && usedIds.has(image.id);
  if (isUsed(group[index])) return 'in use';
  if (isUsed(group[index - 1])) return 'the one before an image in use';
  if (index < newest) return `among the newest ${newest}`;
  return undefined;
}

/** One group for each architecture. Images of one moment are ordered by id, so that a plan is always the same. */
function newestFirst(images: readonly NodeImage[]): NodeImage[][] {
  const groups = new Map<Architecture, NodeImage[]>();
  for (const image of images) {
    groups.set(image.architecture, [...(groups.get(image.architecture) ?? []), image]);
  }
  const later = (a: NodeImage, b: NodeImage) =>
    b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1);
  return [...groups.values()].map((group) => group.sort(later));
}
