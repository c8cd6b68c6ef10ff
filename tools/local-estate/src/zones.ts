import { setTimeout as sleep } from 'node:timers/promises';
import { ListHostedZonesCommand, Route53Client } from '@aws-sdk/client-route-53';
import { zones } from '@dotkom/platform/contract/conventions';

/** Whether bootstrap has made its zones on an AWS of this machine. Nothing else that it makes is read by what stands on it. */
export async function zonesAreThere(route53: Route53Client): Promise<boolean> {
  const { HostedZones = [] } = await route53.send(new ListHostedZonesCommand({}));
  return HostedZones.length >= zones.length;
}

/** Waits for that: bootstrap's own deploy takes a minute longer, in which the provider waits for the rules of its bucket. */
export async function untilZonesAreThere(route53: Route53Client, signal?: AbortSignal): Promise<void> {
  while (!signal?.aborted && !(await zonesAreThere(route53))) await sleep(500);
}
