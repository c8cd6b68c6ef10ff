import { ApplicationPicture } from './application-picture';
import { ChangeOfThing, Link, Thing } from './map-data';

/** Both pictures in one: what the change adds, removes and alters is marked so. */
export function compared(before: ApplicationPicture, after: ApplicationPicture): ApplicationPicture {
  return {
    things: comparedThings(before.things, after.things),
    links: comparedLinks(before.links, after.links),
  };
}

export function comparedThings(before: readonly Thing[], after: readonly Thing[]): Thing[] {
  return merged(before, after, ({ id }) => id);
}

function comparedLinks(before: readonly Link[], after: readonly Link[]): Link[] {
  return merged(before, after, ({ from, to }) => `${from} ${to}`);
}

/** What is gone stands behind what is there. */
function merged<Each extends { readonly change?: ChangeOfThing }>(
  before: readonly Each[],
  after: readonly Each[],
  keyOf: (each: Each) => string,
): Each[] {
  const earlier = new Map(before.map((each) => [keyOf(each), each]));
  const kept = new Set(after.map(keyOf));
  const gone = before.filter((each) => !kept.has(keyOf(each)));
  return [
    ...after.map((each) => marked(each, changeOf(earlier.get(keyOf(each)), each))),
    ...gone.map((each) => marked(each, 'removed')),
  ];
}

function changeOf(before: unknown, after: unknown): ChangeOfThing | undefined {
  if (before === undefined) return 'added';
  return JSON.stringify(before) === JSON.stringify(after) ? undefined : 'changed';
}

function marked<Each extends object>(each: Each, change: ChangeOfThing | undefined): Each {
  return change ? { ...each, change } : each;
}
