import { Plan } from './plan';

/** A plan for people: what stays and why, what goes with which snapshots, and how to carry it out. */
export function describePlan({ keep, remove }: Plan, apply: boolean): string[] {
  const lines = keep.map(({ image, why }) => `keep    ${image.id}  ${image.name}: ${why}`);
  for (const { id, name, snapshotIds } of remove) {
    lines.push(`remove  ${id}  ${name}, with ${snapshotIds.join(', ') || 'no snapshots'}`);
  }
  if (remove.length === 0) lines.push('Nothing to remove.');
  else if (!apply) lines.push('Nothing was removed: this was a dry run. Add --apply to carry it out.');
  return lines;
}
