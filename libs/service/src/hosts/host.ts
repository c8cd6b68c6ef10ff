import { Zone, zoneOfHost } from '@dotkom/platform/contract';
import { Check } from '../container/check';
import { hostListedTwice, noHost } from './errors';

/** A host, and the DNS zone it is in. */
export interface Host {
  readonly host: string;
  readonly zone: Zone;
}

/** Checks the hosts of a service. The first is the one it is known by. */
export function normaliseHosts(given: string | readonly string[], check: Check): Host[] {
  const hosts = [given].flat();
  check(() => refuseNone(hosts), undefined);
  return hosts.flatMap((host, index) =>
    check<Host[]>(() => {
      if (hosts.indexOf(host) < index) throw hostListedTwice(host);
      return [{ host, zone: zoneOfHost(host) }];
    }, []),
  );
}

function refuseNone(hosts: readonly string[]): void {
  if (hosts.length === 0) throw noHost();
}
