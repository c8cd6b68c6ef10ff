import { Standing } from './thing-button';

/** What a person picked out of the picture: a thing, with the way through it. */
export interface Picked {
  readonly selected?: string;
  readonly way?: ReadonlySet<string>;
}

export function standingOf(id: string, { selected, way }: Picked): Standing {
  if (id === selected) return 'selected';
  if (way?.has(id)) return 'on-way';
  return way ? 'aside' : 'plain';
}
