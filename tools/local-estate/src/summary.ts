import { DeployResult } from '@dotkom/deploying';
import { counted } from '@dotkom/stack/conventions';
import { localAddress, NodesRecord } from '@dotkom/local-nodes';

/**
 * What `npm start` ends with: every service, whether it all fits and what it costs, and what to try next.
 *
 * @param outlook lines about fit and cost; none where they are not known.
 */
export function summary(
  results: readonly DeployResult[],
  endpoint: string,
  nodes?: NodesRecord,
  outlook: readonly string[] = [],
): string {
  const rows = results.flatMap(({ project, owner, environment, services }) =>
    services.map(({ service, host, healthCheckPath, pool, cpuUnits, memoryMebibytes, count, digest }) => [
      project,
      service,
      environment,
      owner,
      host ? (nodes ? localAddress(host, nodes.gateway) : host) : 'none',
      healthCheckPath ?? 'none',
      pool,
      `${cpuUnits / 1024} vCPU, ${memoryMebibytes} MiB`,
      digest ? `${count}` : 'no release yet',
    ]),
  );
  const headings = [
    'Application',
    'Service',
    'Environment',
    'Owner',
    'Address',
    'Health check',
    'Pool',
    'Size',
    'Tasks',
  ];
  const services = nodes ? [table(headings, rows), '', whatAnswers(nodes)] : [table(headings, rows)];
  return [
    ...(rows.length > 0 ? [...services, ''] : []),
    changed(results),
    ...(rows.length === 0 && nodes ? [whereAnswers(nodes)] : []),
    '',
    ...(outlook.length > 0 ? [...outlook, ''] : []),
    next(endpoint, results.find(({ services }) => services.length > 0)?.project),
  ].join('\n');
}

/** A release that `npm start` records is no image of this machine: at first all of them are stand-ins. */
function whatAnswers({ engine }: NodesRecord): string {
  return engine
    ? `Every address answers. Where no image of this machine is released, a page stands for the service and says how ${engine} puts one there.`
    : 'Every address answers, with a page that stands for the service: no container engine answers on this machine.';
}

/** The gateway's port is another where somebody else has the usual one. */
function whereAnswers({ gateway }: NodesRecord): string {
  return `What is deployed answers at ${localAddress('<host>', gateway)}.`;
}

/** Columns as wide as their widest cell. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(headings), line(widths.map((width) => '─'.repeat(width))), ...rows.map(line)].join('\n');
}

function changed(results: readonly DeployResult[]): string {
  const stacks = results.filter(({ changes }) => Object.values(changes).some((count) => count > 0));
  if (stacks.length === 0) return `Nothing changed: all ${results.length} stacks were as they should be.`;
  const total = stacks.reduce(
    (sum, { changes }) => sum + Object.values(changes).reduce((one, other) => one + other, 0),
    0,
  );
  return `Changed ${counted(total, 'resource')} in ${stacks.map(({ stack }) => stack).join(', ')}.`;
}

/** @param project one with services; none where there is none. */
function next(endpoint: string, project: string | undefined): string {
  const steps = {
    ...(project ? ofApplication(project) : firstApplication),
    'npm stop': 'end it and throw it all away',
  };
  const width = Math.max(...Object.keys(steps).map(({ length }) => length)) + 2;
  return [
    `The AWS of this machine goes on at ${endpoint}. What to try next:`,
    ...Object.entries(steps).map(([command, what]) => `  ${command.padEnd(width)}${what}`),
  ].join('\n');
}

function ofApplication(project: string): Record<string, string> {
  return {
    [`npx nx diff ${project} -c local`]: `plan after a change, for example of the memory in apps/${project}/src/stacks.ts`,
    [`npx nx deploy ${project} -c local`]: 'apply it',
    [`npx nx show project ${project} --web=false`]: 'what else can be done with a project',
    'npx nx graph': 'see what depends on what',
  };
}

const firstApplication: Record<string, string> = {
  'npx nx g application NAME --owner TEAM': 'make an application',
  'npx nx deploy NAME -c local': 'deploy it, or one that is there',
  'npm start': 'deploy all that there are',
};
