import { Application } from '@dotkom/outlook';
import { SynthesisedStack } from '@dotkom/synthesised';
import { pictureOf } from '../model/application-picture';
import { Thing } from '../model/map-data';
import { arrow, flowchart, node } from './nodes';

const entries = { gateway: 'gateway["Gateway"]', cdn: 'cdn["CloudFront"]' } as const;

/**
 * The picture of an application in one environment, as Mermaid: how requests come to its services and sites, what else it
 * runs, and what all of them use.
 */
export function applicationMermaid(application: Application, stack: SynthesisedStack): string {
  const { things, links } = pictureOf(application, stack);
  const hosts = things.filter(({ kind }) => kind === 'host');
  const others = things.filter(({ kind }) => kind !== 'host');
  const isHost = new Set(hosts.map(({ id }) => id));
  const used = (['gateway', 'cdn'] as const).filter((entry) => hosts.some((host) => host.entry === entry));
  return flowchart([
    'internet(["Internet"])',
    ...used.map((entry) => `internet --> ${entries[entry]}`),
    ...others.map(({ id, kind, name, summary }) => node(id, kind, name, summary)),
    ...others.flatMap((thing) => requestsTo(thing, hosts, links)),
    ...hosts
      .filter(({ entry }) => !entry)
      .flatMap(({ id, name, summary }) => [node(id, 'host', summary || name), arrow('internet', id, name)]),
    ...links.filter(({ from }) => !isHost.has(from)).map(({ from, to, label }) => arrow(from, to, label)),
  ]);
}

/** All hosts of a service or site on one arrow. */
function requestsTo(
  { id }: Thing,
  hosts: readonly Thing[],
  links: readonly { readonly from: string; readonly to: string }[],
): string[] {
  const answered = hosts.filter((host) => links.some(({ from, to }) => from === host.id && to === id));
  const [first] = answered;
  return first?.entry ? [arrow(first.entry, id, answered.map(({ name }) => name).join('\n'))] : [];
}
