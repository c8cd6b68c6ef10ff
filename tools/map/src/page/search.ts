import { MapData, Thing } from '../model/map-data';
import { Place } from './graph';

/** What each thing is found by, in lower case. */
export type SearchIndex = readonly { readonly id: string; readonly text: string }[];

/** Names, hosts, owners, secrets, alarms, sizes: whatever the page shows of a thing, it is found by. */
export function searchIndex({ applications, platforms }: MapData): SearchIndex {
  return [...applications, ...platforms].flatMap(({ things }) =>
    things.map((thing) => ({ id: thing.id, text: textOf(thing) })),
  );
}

function textOf({ id, kind, name, application, owner, summary, facts, secrets, alarms }: Thing): string {
  return [id, kind, name, application, owner, summary, ...facts.flat(), ...secrets]
    .concat(alarms.map((alarm) => alarm.name))
    .join('\n')
    .toLowerCase();
}

/** The things that have every word of the query; nothing where there is no query. */
export function search(query: string, index: SearchIndex): ReadonlySet<string> | undefined {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return undefined;
  const found = index.filter(({ text }) => words.every((word) => text.includes(word)));
  return new Set(found.map(({ id }) => id));
}

/** How many were found in the environment that is shown, and in others: `2 found in prod, 1 in staging`. */
export function foundText(
  found: ReadonlySet<string>,
  places: ReadonlyMap<string, Place>,
  shown: string,
): string {
  if (found.size === 0) return 'Nothing is found';
  const counts = new Map([[shown, 0]]);
  for (const id of found) {
    const { environment = shown } = places.get(id)?.thing ?? {};
    counts.set(environment, (counts.get(environment) ?? 0) + 1);
  }
  const [here, ...others] = [...counts].map(([environment, count]) => ({ environment, count }));
  return [
    `${here?.count} found in ${shown}`,
    ...others.map(({ environment, count }) => `${count} in ${environment}`),
  ].join(', ');
}
