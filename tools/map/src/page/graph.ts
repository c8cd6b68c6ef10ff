import { ApplicationMap, MapData, Thing } from '../model/map-data';

/** A thing with the application it belongs to, and what leads to it and from it. */
export interface Place {
  readonly thing: Thing;
  /** Nothing for what belongs to a platform. */
  readonly application?: ApplicationMap;
  readonly comesFrom: readonly Connection[];
  readonly leadsTo: readonly Connection[];
}

export interface Connection {
  readonly id: string;
  readonly label: string;
}

/** Every thing of the map by its id. */
export function placesOf({ applications, platforms }: MapData): ReadonlyMap<string, Place> {
  const ofPlatforms = platforms.flatMap(({ things }) =>
    things.map((thing): [string, Place] => [thing.id, { thing, comesFrom: [], leadsTo: [] }]),
  );
  return new Map([...ofPlatforms, ...applications.flatMap(placesIn)]);
}

function placesIn(application: ApplicationMap): [string, Place][] {
  const { things, links } = application;
  return things.map((thing) => [
    thing.id,
    {
      thing,
      application,
      comesFrom: links.filter(({ to }) => to === thing.id).map(({ from, label }) => ({ id: from, label })),
      leadsTo: links.filter(({ from }) => from === thing.id).map(({ to, label }) => ({ id: to, label })),
    },
  ]);
}

/** The way of a request through a thing: all before it back to the internet, and all after it. */
export function wayThrough(id: string, places: ReadonlyMap<string, Place>): ReadonlySet<string> {
  const way = new Set<string>();
  const follow = (from: string, direction: 'comesFrom' | 'leadsTo') => {
    for (const next of places.get(from)?.[direction] ?? []) {
      if (way.has(next.id)) continue;
      way.add(next.id);
      follow(next.id, direction);
    }
  };
  follow(id, 'comesFrom');
  follow(id, 'leadsTo');
  return way.add(id);
}
