import { Architecture } from '../contract';

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

/** Which images something runs or would start, by their ids. */
export interface Uses {
  readonly now: ReadonlySet<string>;
  /** What was used before that, by the launch templates: where a rollback goes. */
  readonly before: ReadonlySet<string>;
}

export interface Plan {
  readonly keep: readonly Kept[];
  readonly remove: readonly NodeImage[];
}

/**
 * Decides which images go. Of each architecture stay: every image that something uses; the one that a launch template
 * named before, to roll back to, however many were built since; the one built before each that is used; and the newest
 * ones, at least two, so that the newest and the one before it are always there.
 */
export function planRetention(images: readonly NodeImage[], uses: Uses, newest: number): Plan {
  const keep: Kept[] = [];
  const remove: NodeImage[] = [];
  for (const group of newestFirst(images)) {
    group.forEach((image, index) => {
      const why = reasonToKeep(group, index, uses, Math.max(2, newest));
      if (why === undefined) remove.push(image);
      else keep.push({ image, why });
    });
  }
  return { keep, remove };
}

function reasonToKeep(
  group: readonly NodeImage[],
  index: number,
  uses: Uses,
  newest: number,
): string | undefined {
  const isIn = (ids: ReadonlySet<string>, image: NodeImage | undefined) =>
    image !== undefined && ids.has(image.id);
  if (isIn(uses.now, group[index])) return 'in use';
  if (isIn(uses.before, group[index])) return 'in use before, to roll back to';
  if (isIn(uses.now, group[index - 1])) return 'built before an image in use';
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
