import { UserError } from '@dotkom/stack/conventions';

export function brokenRules(problems: readonly string[]): UserError {
  return new UserError(
    `${problems.length === 1 ? 'A rule' : `${problems.length} rules`} of the workspace would be broken; nothing was planned.\n\n${problems.join('\n\n')}`,
  );
}

/** What claims a host: `grades-prod/backend`, of this application and environment where its stack says so. */
export interface Claimant {
  readonly where: string;
  readonly application?: string;
  readonly environment?: string;
}

/** A host that two services claim. A message, not an error: validation collects them all. */
export function hostClaimedTwice(host: string, claims: readonly Claimant[]): string {
  const claimed = `The host '${host}' is claimed by ${claims.map(({ where }) => where).join(' and by ')}. A request can go to only one of them: `;
  const applications = new Set(claims.map(({ application }) => application));
  const files = [...applications].flatMap((name) => (name ? `apps/${name}/src/stacks.ts` : []));
  const environments = claims.map(({ environment = '' }) => environment);
  if (files.length === 1 && applications.size === 1 && new Set(environments).size === claims.length) {
    const answers = environments.map((name) => `${name}: '${name === 'prod' ? host : '...'}'`);
    return `${claimed}say in ${files[0]} which host it has in which environment, host: environment.pick({ ${answers.join(', ')} }).`;
  }
  return `${claimed}give each its own host${files.length > 0 ? `, in ${files.join(' or ')}` : ''}.`;
}

/** Two hosts whose derived priorities meet. A message, not an error: validation collects them all. */
export function prioritiesMeet(priority: number, claims: readonly string[]): string {
  return (
    `${claims.join(' and ')} would have the same priority on the gateway, ${priority}. It is derived from the host and happens about once in ten workspaces of a hundred hosts. ` +
    `Give one of them another host.`
  );
}

/** A gateway whose other hosts are sent to where nothing is. A message, not an error: validation collects them all. */
export function redirectedToNothing(host: string, listener: string): string {
  return (
    `${listener} redirects every host that no application claims to '${host}', and nothing in the workspace serves that: it would be redirected to itself. ` +
    `Choose a host of a service or a static site, or answer 404.`
  );
}

interface UseOfQuota {
  readonly gateway: string;
  readonly what: string;
  readonly count: number;
  readonly most: number;
  readonly remedy: string;
}

/** More than a gateway takes. A message, not an error: validation collects them all. */
export function quotaExceeded({ gateway, what, count, most, remedy }: UseOfQuota): string {
  return (
    `The gateway of ${gateway} would have ${count} ${what}, and a load balancer takes ${most}. ` +
    `${remedy} (tools/synthesised/src/rules/gateway-quotas.ts).`
  );
}

/** Nearly as much as a gateway takes. A warning. */
export function quotaNearlyExceeded({ gateway, what, count, most, remedy }: UseOfQuota): string {
  return (
    `The gateway of ${gateway} has ${count} of at most ${most} ${what}. ` +
    `Before it is full: ${remedy} (tools/synthesised/src/rules/gateway-quotas.ts).`
  );
}

interface WantedConnections {
  readonly platform: string;
  readonly wishes: readonly {
    readonly application: string;
    readonly stack: string;
    readonly connections: number;
  }[];
  readonly wanted: number;
  readonly available: number;
  readonly most: number;
}

/** More connections than a database server has. A message, not an error: validation collects them all. */
export function tooManyConnections({ platform, wishes, wanted, available, most }: WantedConnections): string {
  const applications = [...new Set(wishes.map(({ application }) => application))];
  const each = applications.map((application) => {
    const own = wishes.filter((wish) => wish.application === application);
    const sum = own.reduce((all, { connections }) => all + connections, 0);
    const left = available - (wanted - sum);
    const stacks = own.map(({ stack, connections }) => `${stack} ${connections}`).join(', ');
    return `  ${application} may open ${sum} (${stacks}); the others leave it ${left > 0 ? left : 'none'}`;
  });
  return [
    `The database server of the platform ${platform} has ${available} connections for applications (${most}, of which ${most - available} are kept free), and they may open ${wanted} together. They are ${wanted - available} too many:`,
    ...each,
    `Where an application can do with a smaller pool, set it in the image and say it, database: { from: database, pool: 5 }; ` +
      `where 'connections' of its Database are more than its tasks open, grant fewer; or give the server a larger instanceClass (apps/platform/src/instances.ts). ` +
      `npx nx capacity platform says how many are free.`,
  ].join('\n');
}

/** Things of one name. A message, not an error: validation collects them all. */
export function namesMeet(
  stacks: string,
  things: readonly { readonly what: string; readonly constructPaths: readonly string[] }[],
): string {
  return [
    `${stacks} would make things of the same name, of which there can be one:`,
    ...things.map(({ what, constructPaths }) => `  ${what}: ${constructPaths.join(' and ')}`),
    'Give one of the services, or one of the applications, another name.',
  ].join('\n');
}

/** A record that two constructs make. A message, not an error: validation collects them all. */
export function recordClaimedTwice(record: string, claims: readonly string[]): string {
  return `The record '${record}' is made by ${claims.join(' and by ')}. DNS has one of a name and type: give one of them another name.`;
}
