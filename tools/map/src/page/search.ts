import { MapData, Thing } from '../model/map-data';

/** What each thing is found by, in lower case. */
export type SearchIndex = ReadonlyMap<string, string>;

/** Names, hosts, owners, secrets, alarms, sizes: whatever the page shows of a thing, it is found by. */
export function searchIndex({ applications, platforms }: MapData): SearchIndex {
  return new Map(
    [...applications, ...platforms].flatMap(({ things }) => things.map((thing) => [thing.id, textOf(thing)])),
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
  const found = [...index].filter(([, text]) => words.every((word) => text.includes(word)));
  return new Set(found.map(([id]) => id));
}

/** How many were found in the environment that is shown, and in others: `2 found in prod, 1 in staging`. */
export function foundText(
  found: ReadonlySet<string>,
  { applications, platforms, environments }: MapData,
  shown: string,
): string {
  const count = (environment: string) =>
    [...platforms, ...applications]
      .flatMap(({ things }) => things)
      .filter((thing) => thing.environment === environment && found.has(thing.id)).length;
  const others = environments.filter((each) => each !== shown && count(each) > 0);
  if (found.size === 0) return 'Nothing is found';
  return [`${count(shown)} found in ${shown}`, ...others.map((each) => `${count(each)} in ${each}`)].join(
    ', ',
  );
}
