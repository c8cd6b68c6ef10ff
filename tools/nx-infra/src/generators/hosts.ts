import { Tree } from '@nx/devkit';
import { Zone, zoneHolding, zoneOfHost } from '@dotkom/platform/contract/conventions';
import { applicationNames, ConstructOptions, readApplication } from './construct';
import { hostTaken, notAHostOfProd } from './errors';
import { Question } from './questions';

/**
 * The host in staging of what has a host in prod: `api.staging.grades.no` for `api.grades.no`, `staging.grades.no` for
 * `grades.no`. The gateway's certificates are for these names.
 *
 * @param zoneOf checks the host, and gives its zone. @default the gateway can serve it
 * @throws UserError when the host is in none of Dotkom's zones, or is one of staging itself.
 */
export function stagingHost(host: string, zoneOf: (host: string) => Zone = zoneOfHost): string {
  const zone = zoneOf(host);
  const label = host === zone ? '' : host.slice(0, -zone.length - 1);
  if (label === 'staging' || label.endsWith('.staging')) {
    throw notAHostOfProd(host, host.replace(/(^|\.)staging\./, '$1'));
  }
  return `${label && `${label}.`}staging.${zone}`;
}

/** Under which host something answers: one of Dotkom's, and nobody else's in the workspace; as for {@link stagingHost}. */
export function hostQuestion<Options extends ConstructOptions & { readonly host: string }>(
  tree: Tree,
  zoneOf?: (host: string) => Zone,
): Question<Options> {
  return {
    option: 'host',
    ask: 'Under which host name, in prod?',
    example: 'kvittering.grades.no',
    check: (host, { application, name }) => {
      for (const each of [host, stagingHost(host, zoneOf)]) refuseTaken(tree, each, application, name);
      return host;
    },
  };
}

/** Before the rules of the workspace would, which know the stacks and not the code: there is nothing to take back then. */
function refuseTaken(tree: Tree, host: string, application?: string, name?: string): void {
  for (const other of applicationNames(tree)) {
    const { file, stacks } = readApplication(tree, other);
    const constructs = stacks.constructs().filter(({ statement }) => stacks.says(host, statement));
    const others = constructs.filter(({ id }) => !(other === application && id === name));
    if (others.length > 0) throw hostTaken(host, `${other}/${others[0]?.id}`, file);
    if (constructs.length === 0 && stacks.says(host)) throw hostTaken(host, other, file);
  }
}

/** A host of prod, which was checked, and the one of staging that goes with it, as an application says it. */
export function hostInEnvironments(host: string, environment: string): string {
  const staging = stagingHost(host, zoneHolding);
  return `${environment}.pick({ prod: '${host}', staging: '${staging}' })`;
}
