import { Workload } from '@dotkom/outlook';
import { Thing } from './map-data';
import { countText, durationText, memoryText, sizeText } from './sizes';

type Fact = readonly [term: string, fact: string];

/** What the map says of a service, a worker, a job or a one-off task. Alarms and cost come from elsewhere. */
export function workloadThing(workload: Workload): Omit<Thing, 'alarms'> {
  const { id, kind, name, application, environment, owner } = workload;
  const secrets = workload.task.containers.flatMap((container) => container.secrets.map(lastWord));
  return {
    id,
    kind,
    name,
    application,
    environment,
    owner,
    summary: summaryOf(workload),
    facts: [...running(workload), ...reached(workload), ...deployed(workload), ...logs(workload)],
    secrets: [...new Set(secrets)].sort(),
  };
}

function summaryOf({ kind, count, size, run }: Workload): string {
  const memory = memoryText(size.memoryMebibytes);
  if (kind === 'job') return `by a schedule · ${memory}`;
  if (kind === 'one-off') {
    const before = run?.before ?? [];
    return `${before.length > 0 ? `before ${before.join(', ')}` : 'in a deploy'} · ${memory}`;
  }
  return `${countText(count)} · ${memory}`;
}

function running({ count, size, pool, wantedPool, task, run, kind }: Workload): Fact[] {
  const sidecars = task.containers.slice(1).map(({ name }) => name);
  return [
    ['Size', `${sizeText(size)}${kind === 'web' || kind === 'worker' ? ' each' : ' while it runs'}`],
    ...(run ? [] : [['Tasks', countText(count)] as const]),
    ...count.peaks.map(({ from, atLeast }): Fact => ['Peak', `at least ${atLeast} from ${from}`]),
    ...(run?.schedule ? [['Schedule', run.schedule] as const] : []),
    ...(run?.before?.length ? [['Runs before', run.before.join(', ')] as const] : []),
    ...(run?.timeoutSeconds ? [['Ended after', durationText(run.timeoutSeconds)] as const] : []),
    ['Node pool', pool ?? `none: ${wantedPool}`],
    ...(sidecars.length > 0 ? [['Beside it', sidecars.join(', ')] as const] : []),
  ];
}

function reached({ route, serviceConnect }: Workload): Fact[] {
  const check = route?.healthCheck;
  return [
    ...(route ? [['Port', String(route.port)] as const] : []),
    ...(check
      ? [['Health check', `${check.path}, every ${durationText(check.intervalSeconds)}`] as const]
      : []),
    ...(serviceConnect ? [['Service Connect', `others call it ${serviceConnect}`] as const] : []),
  ];
}

function deployed({ rolling, kind }: Workload): Fact[] {
  if (!rolling || kind === 'job') return [];
  const { minimumHealthyPercent, maximumPercent } = rolling;
  return [['In a deploy', `${minimumHealthyPercent} to ${maximumPercent} % of its tasks run`]];
}

function logs({ logGroups }: Workload): Fact[] {
  return logGroups.map(({ name, retentionDays }) => [
    'Log',
    `${name}, kept ${retentionDays ? durationText(retentionDays * 86_400) : 'for ever'}`,
  ]);
}

/** The name under which a person sets a secret: `JWT_SECRET` of `/secrets/grades/prod/JWT_SECRET`. */
function lastWord(parameter: string): string {
  return parameter.slice(parameter.lastIndexOf('/') + 1);
}
