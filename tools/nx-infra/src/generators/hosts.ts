import { zoneOfHost } from '@dotkom/platform/contract';
import { notAHostOfProd } from '../errors';

/**
 * The host in staging of what has a host in prod: `api.staging.grades.no` for `api.grades.no`, `staging.grades.no` for
 * `grades.no`. The gateway's certificates are for these names.
 *
 * @throws UserError when the host is in none of Dotkom's zones, or is one of staging itself.
 */
export function stagingHost(host: string): string {
  const zone = zoneOfHost(host);
  const label = host === zone ? '' : host.slice(0, -zone.length - 1);
  if (label === 'staging' || label.endsWith('.staging')) {
    throw notAHostOfProd(host, host.replace(/(^|\.)staging\./, '$1'));
  }
  return `${label && `${label}.`}staging.${zone}`;
}

/** A host of prod and the one of staging that goes with it, as an application says it. */
export function hostInEnvironments(host: string, environment: string): string {
  const staging = stagingHost(host);
  return `${environment}.pick({ prod: '${host}', staging: '${staging}' })`;
}
