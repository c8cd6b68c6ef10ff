import { UserError } from '@dotkom/stack/conventions';
import { Tenant } from './tenant';

export function statesRemain(bucket: string, stacks: readonly string[]): UserError {
  return new UserError(
    `The bucket '${bucket}' keeps the states of ${stacks.join(', ')}. Destroy these stacks first, the applications before the platform; without their states nobody could.`,
  );
}

/** What keeps a stack from being destroyed whose hosts still lead to the site before, and what to do first. */
export function hostsAreHeld(
  stack: string,
  hosts: readonly string[],
  records: readonly string[],
  { project, configuration }: { project: string; configuration: string },
): UserError {
  return new UserError(
    `${stack} cannot be destroyed: its adoption.json holds ${hosts.join(', ')}, whose records are still those of the site before, and would go. Nothing was destroyed.\n` +
      `To keep them, have the state forget them first:\n` +
      [
        `npx nx diff ${project} -c ${configuration}`,
        `cd dist/aws/${stack}`,
        ...records.map((address) => `terraform state rm '${address}'`),
      ]
        .map((command) => `  ${command}\n`)
        .join('') +
      `Then take them out of adoption.json, and destroy.`,
  );
}

/** What is on a platform that is to be destroyed, an application and environment a line, and the order in which all of it goes. */
export function platformInUse(
  platform: string,
  tenants: readonly Tenant[],
  configuration: string,
): UserError {
  const groups = new Map<string, Tenant[]>();
  for (const tenant of tenants) {
    const { application, environment } = tenant;
    const name = application && environment ? `${application}, ${environment}` : 'of no application';
    groups.set(name, [...(groups.get(name) ?? []), tenant]);
  }
  const lines = [...groups].sort().map(([name, ofIt]) => {
    const owner = ofIt.find((tenant) => tenant.owner)?.owner;
    return `  ${name}${owner ? ` (owner ${owner})` : ''}: ${ofIt.map(({ what }) => what).join('; ')}`;
  });
  const commands = tenants
    .filter(({ application, environment }) => application && environment)
    .map(
      ({ application, environment }) =>
        `  npx nx destroy ${application} -c ${configuration === 'local' ? 'local' : environment}`,
    );
  return new UserError(
    `${platform} cannot be destroyed: applications are still on it. Nothing was destroyed.\n\n${lines.join('\n')}\n\n` +
      `Destroy in this order: first the applications, then the platform, then bootstrap.\n${[...new Set(commands)].sort().join('\n')}\n` +
      `  npx nx destroy platform -c ${configuration}` +
      (groups.has('of no application')
        ? `\nWhat is of no application was not made by a stack of this repository: remove it in the AWS console.`
        : ''),
  );
}
