import { guardedTypes } from '@dotkom/synthesised';
import { ChangeRepresentation } from '../terraform/differences';
import { Change } from '../terraform/plan-summary';
import {
  adoptedButReplaced,
  aliasesMove,
  cannotBeReplaced,
  lostUnderANewName,
  majorVersion,
  onceInAws,
  smallerStorage,
} from './errors';

/** What holds something. In a plan in which one goes and one of its type comes, it most likely got another name. */
const holding = [
  'aws_cloudwatch_log_group',
  'aws_db_instance',
  'aws_dynamodb_table',
  'aws_ebs_volume',
  'aws_ecr_repository',
  'aws_efs_file_system',
  'aws_kms_key',
  'aws_rds_cluster',
  'aws_route53_zone',
  'aws_s3_bucket',
  'aws_secretsmanager_secret',
  'aws_sqs_queue',
];

/** What others find, or stand on. Where it is replaced, all of them are cut off. */
const foundByOthers = [
  'aws_ecs_capacity_provider',
  'aws_ecs_cluster',
  'aws_eip',
  'aws_lb',
  'aws_lb_listener',
  'aws_security_group',
  'aws_service_discovery_http_namespace',
  'aws_ses_domain_identity',
  'aws_sesv2_email_identity',
  'aws_sns_topic',
  'aws_ssm_parameter',
  'aws_subnet',
  'aws_vpc',
];

/** By which of its attributes AWS knows a resource, of types that applications have more than one of. */
const identifiedBy: Readonly<Record<string, readonly string[]>> = {
  aws_cloudfront_function: ['name'],
  aws_cloudwatch_event_rule: ['name'],
  aws_cloudwatch_metric_alarm: ['alarm_name'],
  aws_ecs_service: ['cluster', 'name'],
  aws_iam_role: ['name'],
  aws_lb_target_group: ['name'],
  aws_route53_record: ['zone_id', 'name', 'type'],
  aws_scheduler_schedule: ['group_name', 'name'],
  aws_ssm_parameter: ['name'],
};

/** Replacements that somebody asked for, or that mend what was made half. */
const meant = ['tainted', 'requested'];

/**
 * Why a plan must not be applied, each with the steps that lead there instead: it would replace what holds something or
 * is found by others, give up under one name what it makes anew under another, make something while the same still goes, or
 * ask of AWS what it refuses half-way
 * (docs/decisions/changes-in-place.md).
 */
export function refusedChanges(
  changes: readonly Change[],
  details: ReadonlyMap<string, ChangeRepresentation>,
): string[] {
  return [
    ...adoptedAndReplaced(changes),
    ...replaced(changes),
    ...renamed(changes),
    ...sameInAws(changes, details),
    ...movedAliases(changes, details),
    ...refusedByRds(changes, details),
  ];
}

/** What ran before the platform did is used by people: it is taken over, or left alone. */
function adoptedAndReplaced(changes: readonly Change[]): string[] {
  return changes
    .filter(
      ({ isAdopted, action, reason = '' }) => isAdopted && action === 'replace' && !meant.includes(reason),
    )
    .map(({ constructPath, attributes }) => adoptedButReplaced(constructPath, forcingOf(attributes)));
}

function forcingOf(attributes: Change['attributes']): string[] {
  return attributes.filter(({ forces }) => forces).map(({ path }) => path);
}

function replaced(changes: readonly Change[]): string[] {
  return changes
    .filter(({ action, reason = '' }) => action === 'replace' && !meant.includes(reason))
    .filter(({ isAdopted }) => !isAdopted)
    .filter(({ address }) => [...holding, ...foundByOthers].includes(typeOf(address)))
    .map(({ address, constructPath, attributes }) => {
      const lost = guardedTypes[typeOf(address)] ?? 'what stands on it';
      return cannotBeReplaced(constructPath, lost, forcingOf(attributes));
    });
}

function renamed(changes: readonly Change[]): string[] {
  return holding.flatMap((type) => {
    const of = (action: string) =>
      changes.filter((change) => change.action === action && typeOf(change.address) === type);
    const [goes, comes] = [of('delete'), of('create')];
    if (goes.length === 0 || comes.length === 0) return [];
    const paths = (all: readonly Change[]) => all.map(({ constructPath }) => constructPath);
    return [lostUnderANewName(type, guardedTypes[type] ?? type, paths(goes), paths(comes))];
  });
}

/**
 * What goes at one address while the same thing in AWS comes at another. Terraform knows of no order between them: what is
 * made first is refused, and what is deleted last is gone.
 */
function sameInAws(changes: readonly Change[], details: ReadonlyMap<string, ChangeRepresentation>): string[] {
  const identified = (action: string, side: 'before' | 'after') =>
    changes
      .filter((change) => change.action === action)
      .map((change) => ({
        ...change,
        identity: identityOf(change.address, details.get(change.address)?.[side]),
      }));
  const comes = identified('create', 'after');
  return identified('delete', 'before').flatMap(({ identity, constructPath }) => {
    const same = identity && comes.find((other) => other.identity === identity);
    return same ? [onceInAws(identity, constructPath, same.constructPath)] : [];
  });
}

/** What AWS knows a resource by, where there can be only one of it. Nothing where it is not known before the apply. */
function identityOf(address: string, values: unknown): string | undefined {
  const type = typeOf(address);
  const parts = identifiedBy[type]?.map((name) => (values as Record<string, unknown> | undefined)?.[name]);
  if (!parts || parts.some((part) => typeof part !== 'string')) return undefined;
  return [type, ...parts].join(' ');
}

function movedAliases(
  changes: readonly Change[],
  details: ReadonlyMap<string, ChangeRepresentation>,
): string[] {
  const distributions = changes
    .filter(({ address }) => typeOf(address) === 'aws_cloudfront_distribution')
    .map(({ address, constructPath }) => {
      const { before, after } = details.get(address) ?? {};
      return { constructPath, before: aliasesOf(before), after: aliasesOf(after) };
    });
  return distributions.flatMap((to) =>
    distributions
      .filter((from) => from !== to)
      .flatMap((from) => {
        const hosts = from.before.filter((host) => to.after.includes(host));
        return hosts.length > 0 ? [aliasesMove(hosts, from.constructPath, to.constructPath)] : [];
      }),
  );
}

function aliasesOf(distribution: unknown): readonly string[] {
  return (distribution as { aliases?: readonly string[] } | null | undefined)?.aliases ?? [];
}

/** A database server is not raised to another major version unless that is said, and does not shrink. */
function refusedByRds(
  changes: readonly Change[],
  details: ReadonlyMap<string, ChangeRepresentation>,
): string[] {
  return changes
    .filter(({ action, address }) => action === 'update' && typeOf(address) === 'aws_db_instance')
    .flatMap(({ address, constructPath }) => {
      const [before, after] = [details.get(address)?.before, details.get(address)?.after] as (
        Server | undefined
      )[];
      if (!before || !after) return [];
      const [from, to] = [before, after].map(({ engine_version = '' }) => engine_version.split('.')[0] ?? '');
      const isRaised = from !== to && after.allow_major_version_upgrade !== true;
      const [had = 0, wanted = 0] = [before.allocated_storage, after.allocated_storage];
      return [
        ...(isRaised ? [majorVersion(constructPath, from ?? '', to ?? '')] : []),
        ...(wanted < had ? [smallerStorage(constructPath, had, wanted)] : []),
      ];
    });
}

interface Server {
  readonly engine_version?: string;
  readonly allow_major_version_upgrade?: boolean;
  readonly allocated_storage?: number;
}

function typeOf(address: string): string {
  return /(?:^|\.)(aws_\w+)\./.exec(address)?.[1] ?? '';
}
