import { Application, Queue } from '@dotkom/outlook';
import { databaseName } from '@dotkom/platform/contract/conventions';
import { constructId } from './hosts';
import { Thing } from './map-data';
import { durationText } from './sizes';

type DataThing = Omit<Thing, 'alarms' | 'application' | 'environment' | 'owner' | 'secrets'> & {
  /** The construct that its alarms are about. */
  readonly of: string;
};

/** The id of a queue or bucket, by its address in its stack. A queue of dead letters is one with the queue that it is of. */
export function dataId({ name, queues, buckets, sites }: Application, address: string): string {
  const queue = queues.find((each) => each.address === address);
  const site = sites.find((each) => each.bucket === address);
  const bucket = buckets.find((each) => each.address === address);
  return `${name}/${queue?.of ?? bucket?.name ?? `${site?.name}/files`}`;
}

/** Sites, databases, queues and buckets of an application. A queue of dead letters is told with the queue that it is of. */
export function dataThings(application: Application): DataThing[] {
  return [...sites(application), ...databases(application), ...queues(application), ...buckets(application)];
}

function sites(application: Application): DataThing[] {
  return application.sites.map(({ name, hosts, priceClass }) => ({
    id: constructId(application, name),
    of: name,
    kind: 'site',
    name,
    summary: 'files, by CloudFront',
    facts: [
      ['Hosts', hosts.join(', ')],
      ['Answered from', priceClass],
    ],
  }));
}

function databases(application: Application): DataThing[] {
  return application.databases.map(({ name, connections }) => ({
    id: constructId(application, name),
    of: name,
    kind: 'database',
    name: databaseName(application),
    summary: `${connections} connections`,
    facts: [
      ['What it is', "PostgreSQL, on the platform's server"],
      ['Connections', `${connections} at most`],
    ],
  }));
}

function queues(application: Application): DataThing[] {
  const taken = new Set(application.queues.map(({ deadLetters }) => deadLetters));
  const ofJobs = new Set(application.workloads.map(({ name }) => name));
  return application.queues
    .filter(({ address, of }) => !taken.has(address) && !ofJobs.has(of))
    .map((queue) => ({
      id: dataId(application, queue.address),
      of: queue.of,
      kind: 'queue',
      name: queue.of,
      summary: queue.deadLetters ? 'with dead letters' : '',
      facts: queueFacts(queue, application.queues),
    }));
}

function queueFacts(
  { name, fifo, retentionSeconds, deadLetters }: Queue,
  all: readonly Queue[],
): Thing['facts'] {
  const dead = all.find(({ address }) => address === deadLetters);
  return [
    ['Name', name],
    ['Order', fifo ? 'as sent' : 'any'],
    ['Messages kept', durationText(retentionSeconds)],
    ...(dead ? [['Dead letters', `${dead.name}, kept ${durationText(dead.retentionSeconds)}`] as const] : []),
  ];
}

function buckets(application: Application): DataThing[] {
  const own = application.buckets.map(({ name, address }): DataThing => ({
    id: dataId(application, address),
    of: name,
    kind: 'bucket',
    name,
    summary: 'files',
    facts: [['Kept by', 'the application alone']],
  }));
  const ofSites = application.sites.flatMap(({ name, bucket }): DataThing[] =>
    bucket
      ? [
          {
            id: dataId(application, bucket),
            of: name,
            kind: 'bucket',
            name: `files of ${name}`,
            summary: 'read by CloudFront alone',
            facts: [['Of the site', name]],
          },
        ]
      : [],
  );
  return [...own, ...ofSites];
}
