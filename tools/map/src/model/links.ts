import { Application, Workload } from '@dotkom/outlook';
import { databaseSecrets } from '@dotkom/platform/contract/conventions';
import { jsonIn, resourcesOf, SynthesisedStack } from '@dotkom/synthesised';
import { dataId } from './data-things';
import { constructId, hostId, hostsOf } from './hosts';
import { Link } from './map-data';

/** What leads to what in an application, as its routes, its secrets and its roles say it. */
export function linksOf(application: Application, stack: SynthesisedStack): Link[] {
  const hosts = hostsOf(application, stack).flatMap(({ name, answeredBy }) =>
    answeredBy ? [{ from: hostId(application, name), to: answeredBy, label: 'requests' }] : [],
  );
  const sites = application.sites.flatMap(({ name, bucket }) =>
    bucket
      ? [{ from: constructId(application, name), to: dataId(application, bucket), label: 'reads files' }]
      : [],
  );
  const workloads = application.workloads.flatMap((workload) => [
    ...databaseLinks(application, workload),
    ...roleLinks(application, workload, stack),
  ]);
  return [...hosts, ...sites, ...workloads];
}

/** Who gets the address of a database, or the password of its role, reads and writes it. */
function databaseLinks(application: Application, { id, task }: Workload): Link[] {
  const secrets = task.containers.flatMap((container) => container.secrets);
  if (!secrets.some((secret) => databaseSecrets.some((name) => secret.endsWith(`/${name}`)))) return [];
  return application.databases.map(({ name }) => ({
    from: id,
    to: constructId(application, name),
    label: 'reads and writes',
  }));
}

/** What a role may do, in a word: the first action that is found says it. */
const verbs: readonly (readonly [action: string, verb: string])[] = [
  ['sqs:SendMessage', 'sends'],
  ['sqs:ReceiveMessage', 'handles messages'],
  ['s3:GetObject', 'reads files'],
  ['s3:PutObject', 'writes files'],
  ['s3:DeleteObject', 'deletes files'],
];

/** The queues and buckets that the role of a workload's tasks may use. */
function roleLinks(application: Application, workload: Workload, stack: SynthesisedStack): Link[] {
  const allowed = resourcesOf(stack, 'aws_iam_role_policy')
    .filter(({ constructPath }) => constructPath.startsWith(`${workload.id}/task/`))
    .flatMap(({ config }) => statementsOf(config.policy));
  return [...application.queues, ...application.buckets, ...siteBuckets(application)].flatMap(
    ({ address }) => {
      const actions = allowed
        .filter(({ resources }) => resources.some((resource) => resource.includes(`${address}.`)))
        .flatMap((statement) => statement.actions);
      const does = verbs.filter(([action]) => actions.includes(action)).map(([, verb]) => verb);
      return does.length > 0
        ? [{ from: workload.id, to: dataId(application, address), label: does.join(', ') }]
        : [];
    },
  );
}

function siteBuckets({ sites }: Application): { address: string }[] {
  return sites.flatMap(({ bucket }) => (bucket ? [{ address: bucket }] : []));
}

interface Statement {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

function statementsOf(policy: unknown): Statement[] {
  const { Statement: statements = [] } = jsonIn(String(policy));
  return [statements].flat().map((statement: Record<string, unknown>) => ({
    actions: [statement['Action'] ?? []].flat().map(String),
    resources: [statement['Resource'] ?? []].flat().map(String),
  }));
}
