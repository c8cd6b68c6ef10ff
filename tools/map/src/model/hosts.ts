import { Application } from '@dotkom/outlook';
import { resourcesOf, SynthesisedStack } from '@dotkom/synthesised';
import { Thing } from './map-data';

/** A name that people ask for: who answers, and the way to there. */
export interface Host {
  readonly name: string;
  readonly entry?: Thing['entry'];
  /** The id of the service or site that answers; none for what is elsewhere. */
  readonly answeredBy?: string;
  /** The addresses of a machine elsewhere. */
  readonly elsewhere: readonly string[];
  /** Where it still leads, although the application would answer it: it is held there. */
  readonly heldAt?: string;
}

export function hostsOf(application: Application, stack: SynthesisedStack): Host[] {
  const answered: Host[] = [
    ...application.workloads.flatMap(({ id, route }) =>
      (route?.hosts ?? []).map((name): Host => ({ name, entry: 'gateway', answeredBy: id, elsewhere: [] })),
    ),
    ...application.sites.flatMap((site) =>
      site.hosts.map((name): Host => ({
        name,
        entry: 'cdn',
        answeredBy: constructId(application, site.name),
        elsewhere: [],
      })),
    ),
  ];
  const others = resourcesOf(stack, 'aws_route53_record').flatMap(({ config }): Host[] => {
    const name = String(config.name);
    const known = answered.some((host) => host.name === name);
    if (known || name.includes('${') || !['A', 'AAAA', 'CNAME'].includes(config.type)) return [];
    return [{ name, elsewhere: [config.records ?? []].flat().map(String) }];
  });
  return [...answered.map((host) => ({ ...host, ...whereHeld(host.name, stack) })), ...others];
}

/** A host that is held leads to what somebody wrote down; any other to what the stack or its platform makes. */
function whereHeld(host: string, stack: SynthesisedStack): Partial<Host> {
  const records = resourcesOf(stack, 'aws_route53_record').filter(({ config }) => config.name === host);
  const targets = records.flatMap(({ config }) => [
    ...[config.records ?? []].flat().map(String),
    ...[config.alias ?? []].flat().map(({ name }) => String(name)),
  ]);
  const written = targets.filter((target) => !target.includes('${'));
  return written.length > 0 ? { heldAt: [...new Set(written)].join(', '), entry: undefined } : {};
}

export function hostId({ name }: Application, host: string): string {
  return `${name}/hosts/${host}`;
}

/** The id of what is called as its construct is: a site, a database. */
export function constructId({ name }: Application, construct: string): string {
  return `${name}/${construct}`;
}
