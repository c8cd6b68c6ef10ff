import { Standing } from './thing-button';

/** What a person picked out of the picture: a thing, with the way through it, or what a search found. */
export interface Picked {
  readonly selected?: string;
  readonly way?: ReadonlySet<string>;
  readonly found?: ReadonlySet<string>;
}

export function standingOf(id: string, { selected, way, found }: Picked): Standing {
  if (id === selected) return 'selected';
  if (way?.has(id)) return 'on-way';
  if (found?.has(id)) return 'found';
  return way ? 'aside' : 'plain';
}
