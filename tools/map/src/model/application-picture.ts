import { Application } from '@dotkom/outlook';
import { SynthesisedStack } from '@dotkom/synthesised';
import { dataThings } from './data-things';
import { hostId, hostsOf } from './hosts';
import { linksOf } from './links';
import { AlarmOfThing, Link, Thing } from './map-data';
import { workloadThing } from './workload-thing';

/** The things of an application in one environment, and what leads to what. */
export interface ApplicationPicture {
  readonly things: readonly Thing[];
  readonly links: readonly Link[];
}

export function pictureOf(application: Application, stack: SynthesisedStack): ApplicationPicture {
  const things = [...hosts(application, stack), ...workloads(application), ...data(application)];
  const links = between(things, linksOf(application, stack));
  return { things: inReadingOrder(things, links), links };
}

/** Each link once, and none to what is not drawn. */
function between(things: readonly Thing[], links: readonly Link[]): Link[] {
  const ids = new Set(things.map(({ id }) => id));
  const drawn = links.filter(({ from, to }) => ids.has(from) && ids.has(to));
  return [...new Map(drawn.map((link) => [`${link.from} ${link.to}`, link])).values()];
}

function hosts(application: Application, stack: SynthesisedStack): Thing[] {
  return hostsOf(application, stack).map(({ name, entry, elsewhere, heldAt }) => ({
    ...ownership(application),
    id: hostId(application, name),
    kind: 'host',
    name,
    entry,
    summary: heldAt ? 'held where it led before' : elsewhere.length > 0 ? 'a machine elsewhere' : '',
    facts: [
      ...(entry ? [['Comes in by', entry === 'gateway' ? 'the gateway' : 'CloudFront'] as const] : []),
      ...(heldAt ? [['Held at', heldAt] as const] : []),
      ...(elsewhere.length > 0 ? [['Leads to', elsewhere.join(', ')] as const] : []),
    ],
    alarms: [],
  }));
}

function workloads(application: Application): Thing[] {
  return application.workloads.map((workload) => {
    const failures = application.queues.filter(({ of }) => of === workload.name);
    const thing = workloadThing(workload);
    return {
      ...thing,
      facts: [
        ...thing.facts,
        ...failures.map(({ name }) => ['Failed runs', `in the queue ${name}`] as const),
      ],
      alarms: alarmsOf(application, workload.name),
    };
  });
}

function data(application: Application): Thing[] {
  return dataThings(application).map(({ of, ...thing }) => ({
    ...ownership(application),
    ...thing,
    alarms: thing.kind === 'bucket' ? [] : alarmsOf(application, of),
  }));
}

function ownership({ application, environment, owner }: Application) {
  return { application, environment, owner, secrets: [] };
}

function alarmsOf({ alarms }: Application, construct: string): AlarmOfThing[] {
  return alarms
    .filter(({ of }) => of === construct)
    .map(({ name, description, runbook }) => ({ name, about: withoutLinks(description), runbook }));
}

/** What an alarm means, without its owner and its runbook: the map says them at their own place. */
export function withoutLinks(description: string): string {
  return description.split(/ Owner: | What to do: /)[0] ?? description;
}

/** Each host before what answers it, and after that what it uses: as the picture is read, and heard. */
function inReadingOrder(things: readonly Thing[], links: readonly Link[]): Thing[] {
  const byId = new Map(things.map((thing) => [thing.id, thing]));
  const ordered = new Set<Thing>();
  const add = (id: string) => {
    const thing = byId.get(id);
    if (thing) ordered.add(thing);
  };
  for (const { id, kind } of things) {
    if (kind === 'host' || ['database', 'queue', 'bucket'].includes(kind)) continue;
    for (const link of links) if (link.to === id) add(link.from);
    add(id);
    for (const link of links) if (link.from === id) add(link.to);
  }
  return [...ordered, ...things.filter((thing) => !ordered.has(thing))];
}
