import { Resource, resourcesOf, SynthesisedStack } from './synthesised-stack';

export type PartKind = 'service' | 'job' | 'one-off task' | 'site';

/** A part of an application that somebody may want to look at: what runs, by the names under which AWS knows it. */
export interface Part {
  /** By which it is known within its application: `backend`. */
  readonly name: string;
  readonly kind: PartKind;
  /** The hosts that lead to it. */
  readonly hosts: readonly string[];
  /** Whose release it runs, where it runs one, as `<application>/<environment>/<service>`. */
  readonly release?: string;
  /** Of a service: its name in ECS. */
  readonly ecsService?: string;
  /** The parameter that holds the ARN of the cluster on which the stack's tasks run. */
  readonly clusterParameter?: string;
  /** Where its containers log. */
  readonly logGroup?: string;
  /** The family of its task definitions. */
  readonly family?: string;
  /** Of a job: when it runs, and the schedule that starts it. */
  readonly schedule?: { readonly name: string; readonly expression: string };
  /** Of a site: the comment by which its distribution is known, and the bucket that holds its files. */
  readonly distribution?: string;
  readonly bucket?: string;
  /** The names of its alarms. */
  readonly alarms: readonly string[];
}

/** What constructs say of themselves in the outputs of a stack. */
interface Description {
  readonly service?: string;
  readonly job?: string;
  readonly oneOffTask?: string;
  readonly site?: string;
  readonly hosts?: readonly string[];
  readonly schedule?: string;
  readonly release?: string;
  /** What it was called before: its log stands under that name. */
  readonly formerly?: string;
}

/** The parts of an application's stack that describe themselves in its outputs. */
export function partsOf(stack: SynthesisedStack): Part[] {
  const outputs: { value: Description }[] = Object.values(stack.json['output'] ?? {});
  return outputs.flatMap(({ value }) => partOf(stack, value) ?? []);
}

/** The names of alarms that no part of a stack has for itself, such as those of its queues. */
export function otherAlarms(stack: SynthesisedStack): string[] {
  const ofParts = new Set(partsOf(stack).flatMap(({ alarms }) => alarms));
  return alarmsIn(resourcesOf(stack)).filter((name) => !ofParts.has(name));
}

function partOf(stack: SynthesisedStack, described: Description): Part | undefined {
  const named = nameOf(described);
  if (!named) return undefined;
  const scopes = [named.name, described.formerly ?? named.name].map((name) => `${stack.name}/${name}/`);
  const own = resourcesOf(stack).filter(({ constructPath }) =>
    scopes.some((scope) => constructPath.startsWith(scope)),
  );
  const first = (type: string) => own.find((each) => each.type === type)?.config;
  const service = first('aws_ecs_service');
  const schedule = first('aws_scheduler_schedule');
  const { hosts = [], release } = described;
  return {
    ...named,
    hosts,
    ...(release !== undefined && { release: `${releasesOf(stack)}/${release}` }),
    ecsService: service?.name,
    clusterParameter: /\/platform\/[\w-]+\/cluster-arn/.exec(stack.text)?.[0],
    logGroup: first('aws_cloudwatch_log_group')?.name,
    family: first('aws_ecs_task_definition')?.family,
    ...(schedule && { schedule: { name: schedule.name, expression: schedule.schedule_expression } }),
    distribution: first('aws_cloudfront_distribution')?.comment,
    bucket: first('aws_s3_bucket')?.bucket,
    alarms: alarmsIn(own),
  };
}

function nameOf({ service, job, oneOffTask, site }: Description): Pick<Part, 'name' | 'kind'> | undefined {
  if (service !== undefined) return { name: service, kind: 'service' };
  if (job !== undefined) return { name: job, kind: 'job' };
  if (oneOffTask !== undefined) return { name: oneOffTask, kind: 'one-off task' };
  return site === undefined ? undefined : { name: site, kind: 'site' };
}

/** Where the releases of a stack are recorded: what it reads them from. */
function releasesOf({ json }: SynthesisedStack): string {
  const sources: { path?: string }[] = Object.values(json['data']?.aws_ssm_parameters_by_path ?? {});
  const read = sources.find(({ path = '' }) => path.startsWith('/releases/'));
  return read?.path?.replace('/releases/', '') ?? '';
}

function alarmsIn(resources: readonly Resource[]): string[] {
  return resources
    .filter(({ type }) => type === 'aws_cloudwatch_metric_alarm')
    .map(({ config }) => config.alarm_name);
}
