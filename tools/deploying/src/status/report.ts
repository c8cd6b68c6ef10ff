import { counted } from '@dotkom/stack/conventions';
import { Rollout } from '../deploy-report/rollout';
import { localTime } from '../look/times';
import { Released } from '../releases/release-record';
import { HeldHost } from './held-hosts';
import { JobStatus } from './job-status';
import { RingingAlarm } from './ringing-alarms';
import { ServiceStatus } from './service-status';
import { SiteStatus } from './site-status';
import { PartStatus, StackStatus } from './stack-status';

/** How stacks are, in lines for people: one paragraph for each part, its name and state first. */
export function statusReport(statuses: readonly StackStatus[]): string[] {
  return statuses.flatMap(({ stack, parts, ringing }) => {
    const widest = Math.max(0, ...parts.map(({ name }) => name.length));
    const paragraphs = parts.flatMap((part) => paragraph(part, widest));
    return [
      stack,
      // An application may consist of records and buckets alone.
      ...(parts.length > 0 ? paragraphs : ['  nothing in it runs: it has no service, job or site']),
      ...alarmLines(ringing),
      '',
    ];
  });
}

function paragraph(part: PartStatus, widest: number): string[] {
  const [first = '', ...details] = [
    ...stateLines(part),
    ...part.addresses,
    ...heldLines(part.held),
    ...alarmLines(part.ringing),
  ];
  const margin = ' '.repeat(widest + 4);
  return [`  ${part.name.padEnd(widest)}  ${first}`, ...details.map((line) => `${margin}${line}`)];
}

function stateLines({ kind, service, job, site }: PartStatus): string[] {
  if (service) return service.isDeployed ? serviceLines(service) : [notDeployed(kind)];
  if (job) return job.isDeployed ? jobLines(job) : [notDeployed(kind)];
  return site?.isDeployed ? siteLines(site) : [notDeployed(kind)];
}

function notDeployed(kind: string): string {
  return `${kind}, not deployed`;
}

function serviceLines(service: ServiceStatus): string[] {
  const { running, desired, deployment, image, waiting, health, isStandIn, events } = service;
  const runs = isStandIn ? 'a stand-in answers' : `${running} of ${counted(desired, 'runs', 'run')}`;
  const since = deployment?.since ? ` since ${localTime(deployment.since)}` : '';
  const state = [
    runs,
    ...(deployment ? [`${deploymentWords[deployment.state]}${since}`] : []),
    ...(health && !isStandIn ? [`${health.healthy} of ${health.targets} healthy at the gateway`] : []),
  ];
  return [
    state.join(', '),
    ...(health?.problems ?? []),
    image ? `image ${inWords(image)}` : 'no image: it has no release yet',
    ...(waiting ? [`recorded and not running: ${inWords(waiting)}`] : []),
    ...events.map(({ at, message }) => `${at ? localTime(at) : ''}  ${message}`),
  ];
}

/** What became of the newest deployment. */
const deploymentWords: Record<Rollout, string> = {
  completed: 'deployed',
  'going on': 'DEPLOYING',
  'rolled back': 'ROLLED BACK',
  'failed at first': 'FAILED',
  'failed to roll back': 'FAILED, and so did going back',
};

function inWords({ digest, at, by }: Released): string {
  return `${digest}${at ? `, released ${localTime(at)}` : ''}${by ? ` by ${by}` : ''}`;
}

function jobLines({ schedule, isEnabled, lastRun }: JobStatus): string[] {
  const last = lastRun
    ? `last run ${lastRun.state}${lastRun.began ? `, began ${localTime(lastRun.began)}` : ''}${lastRun.ended ? `, ended ${localTime(lastRun.ended)}` : ''}`
    : 'has not run by its schedule yet; of other runs, ECS tells for an hour';
  return [`job, ${schedule}${isEnabled ? '' : ', off: it has no release yet'}`, last];
}

function siteLines({ state, isEnabled, bucket, distribution }: SiteStatus): string[] {
  const settled = state === 'Deployed' ? 'deployed' : 'DEPLOYING, which takes minutes';
  return [`site, ${isEnabled ? settled : 'DISABLED'}`, `files in ${bucket}, distribution ${distribution}`];
}

function heldLines(held: readonly HeldHost[]): string[] {
  return held.map(
    ({ host, since, at, isOld }) =>
      `HELD ${host} since ${since}: people are led to ${at}${isOld ? '. That is long: flip it. To give it up, have the state forget its record first (terraform state rm, docs/decisions/moving-in.md)' : ''}`,
  );
}

function alarmLines(ringing: readonly RingingAlarm[]): string[] {
  return ringing.map(
    ({ name, since, description }) =>
      `RINGS ${name}${since ? ` since ${localTime(since)}` : ''}: ${description}`,
  );
}
