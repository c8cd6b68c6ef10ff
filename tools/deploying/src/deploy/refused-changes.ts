import { guardedTypes } from '@dotkom/synthesised';
import { ChangeRepresentation } from '../terraform/differences';
import { Change } from '../terraform/plan-summary';
import { aliasesMove, cannotBeReplaced, lostUnderANewName, majorVersion, smallerStorage } from './errors';

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

/** Replacements that somebody asked for, or that mend what was made half. */
const meant = ['tainted', 'requested'];

/**
 * Why a plan must not be applied, each with the steps that lead there instead: it would replace what holds something or
 * is found by others, give up under one name what it makes anew under another, or ask of AWS what it refuses half-way
 * (docs/decisions/changes-in-place.md).
 */
export function refusedChanges(
  changes: readonly Change[],
  details: ReadonlyMap<string, ChangeRepresentation>,
): string[] {
  return [
    ...replaced(changes),
    ...renamed(changes),
    ...movedAliases(changes, details),
    ...refusedByRds(changes, details),
  ];
}

function replaced(changes: readonly Change[]): string[] {
  return changes
    .filter(({ action, reason = '' }) => action === 'replace' && !meant.includes(reason))
    .filter(({ address }) => [...holding, ...foundByOthers].includes(typeOf(address)))
    .map(({ address, constructPath, attributes }) => {
      const forcing = attributes.filter(({ forces }) => forces).map(({ path }) => path);
      return cannotBeReplaced(constructPath, guardedTypes[typeOf(address)] ?? 'what stands on it', forcing);
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

/** A database server is not raised to another major version, and does not shrink, by a change of its settings. */
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
      const [had = 0, wanted = 0] = [before.allocated_storage, after.allocated_storage];
      return [
        ...(from !== to ? [majorVersion(constructPath, before.identifier ?? '', from ?? '', to ?? '')] : []),
        ...(wanted < had ? [smallerStorage(constructPath, had, wanted)] : []),
      ];
    });
}

interface Server {
  readonly identifier?: string;
  readonly engine_version?: string;
  readonly allocated_storage?: number;
}

function typeOf(address: string): string {
  return /(?:^|\.)(aws_\w+)\./.exec(address)?.[1] ?? '';
}
