import { UserError } from '@dotkom/stack';
import type { Tenant } from './guards/platform-in-use';
import { Product, terraform } from './terraform/product';

/** Every message of this tool, each a named function: what is wrong, the value, what is allowed, what to do. */

export function noTerraform(binary: string): UserError {
  return new UserError(
    `'${binary}' is not on PATH. Install Terraform ${terraform.minimum} or newer (${terraform.install}), ` +
      `or name another one in TERRAFORM_BINARY, for example TERRAFORM_BINARY=tofu.`,
  );
}

export function oldTerraform(binary: string, product: Product, version: string): UserError {
  const { name, minimum, because, install } = product;
  return new UserError(
    `'${binary}' is ${name} ${version}, and ${minimum} or newer is needed: ${because}. ` +
      `Install a newer one (${install}), or name another in TERRAFORM_BINARY.`,
  );
}

export function neitherProduct(binary: string, said: string): UserError {
  return new UserError(
    `'${binary}' is neither Terraform nor OpenTofu: asked for its version, it says '${said}'. ` +
      `Name one of these in TERRAFORM_BINARY, or leave that out.`,
  );
}

export function noProvider({ name, registry }: Product, searched: readonly string[]): UserError {
  return new UserError(
    `The AWS provider cannot be had: the registry of ${name} does not answer, and no folder holds a mirror of it (${registry}/hashicorp/aws/<version>/<os>_<arch> was looked for under ${searched.join(', ')}). ` +
      `Connect to the internet, or put a mirror into one of these folders: ${name === 'OpenTofu' ? 'tofu' : 'terraform'} providers mirror <folder>.`,
  );
}

export function environmentNotGiven(target: string, project: string): UserError {
  return new UserError(
    `Say for which environment: npx nx ${target} ${project} -c staging, -c prod, or -c local for the AWS of this machine.`,
  );
}

export function unknownEnvironment(
  environment: string,
  known: readonly string[],
  target: string,
  project: string,
): UserError {
  const commands = known.map((each) => `npx nx ${target} ${project} -c ${each}`);
  return new UserError(
    `There is no environment '${environment}'. There are ${known.join(', ')}: ${commands.join(', or ')}.`,
  );
}

export function localAwsNotRunning(): UserError {
  return new UserError(
    'The AWS of this machine is not running. Start it with `npx tsx tools/local-aws/src/cli.ts up`, or start it and deploy everything with `npm start`.',
  );
}

export function notSynthesised(folder: string, project: string): UserError {
  return new UserError(`There are no synthesised stacks in ${folder}. Run npx nx synth ${project}.`);
}

export function noStateBucket(bucket: string, stack: string): UserError {
  return new UserError(
    `The bucket '${bucket}', which keeps the state of ${stack}, does not exist in this AWS account. ` +
      `Deploy bootstrap first: npx nx deploy bootstrap, with the same -c.`,
  );
}

export function notAllowedToSeeStateBucket(bucket: string, reason: string): UserError {
  return new UserError(
    `The bucket '${bucket}', which keeps the states, cannot be reached: ${reason}. ` +
      `Check that you are signed in to Dotkom's AWS account (AWS_PROFILE, or aws sso login).`,
  );
}

export function accountRefused(what: string, reason: string): UserError {
  return new UserError(
    `The AWS account did not say ${what}: ${reason}. ` +
      `Check that you are signed in to Dotkom's AWS account (AWS_PROFILE, or aws sso login), and may ask that.`,
  );
}

export function statesRemain(bucket: string, stacks: readonly string[]): UserError {
  return new UserError(
    `The bucket '${bucket}' keeps the states of ${stacks.join(', ')}. Destroy these stacks first, the applications before the platform; without their states nobody could.`,
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

export function stateLocked(
  binary: string,
  lock: { who: string; since: string; operation: string; id: string },
): UserError {
  return new UserError(
    `The state is locked: ${lock.who} is at it since ${lock.since} (${lock.operation}). Wait until that has ended. ` +
      `If it was interrupted and nobody is at it any more, release the lock (docs/runbooks/state-locked.md): ${binary} force-unlock ${lock.id}`,
  );
}

export function stillRunning(stack: string, pid: number): UserError {
  return new UserError(
    `Terraform is still at work on ${stack} (process ${pid}), started by another run. Wait until it has ended and try again.`,
  );
}

export function destroyDidNotEnd(stack: string, folder: string): UserError {
  return new UserError(
    `A destroy of ${stack} did not end, and its state is in ${folder}/terraform.tfstate: keep that file. ` +
      `Destroy ${stack} again, which goes on from there, before anything else is done with it.`,
  );
}

export function planIsStale(stack: string, project: string, configuration: string): UserError {
  return new UserError(
    `The saved plan of ${stack} is stale: something was deployed, or the code or the program that plans was changed, after it was made. Nothing was applied and the plan was removed. ` +
      `Make and read a new one: npx nx diff ${project} -c ${configuration}`,
  );
}

export function terraformFailed(stack: string, what: string, problems: readonly string[]): UserError {
  return new UserError(`${stack}: ${what} failed.\n\n${problems.join('\n\n')}`);
}

export function brokenRules(problems: readonly string[]): UserError {
  return new UserError(
    `${problems.length === 1 ? 'A rule' : `${problems.length} rules`} of the workspace would be broken; nothing was planned.\n\n${problems.join('\n\n')}`,
  );
}

export function notConfirmed(stack: string): UserError {
  return new UserError(
    `${stack} was not destroyed: it has to be confirmed. Answer with the name of the stack, or give --yes where nobody can answer.`,
  );
}

export function wasInterrupted(stack: string, what: string): UserError {
  return new UserError(
    `${stack}: ${what} was interrupted. What Terraform had done is in the state, and the same command goes on from there.`,
  );
}

export function nothingRunsLocally(target: string, project: string): UserError {
  return new UserError(
    `Nothing runs on the AWS of this machine: it keeps what is deployed and starts no instance, no container and no database, so that there is nothing to reach. ` +
      `Say which real environment: npx nx ${target} ${project} -c prod.`,
  );
}

export function notAPlatform(stack: string): UserError {
  return new UserError(
    `${stack} is no platform: it has no Session document of its own, so that nobody can be led to an instance. Sessions are those of a platform: npx nx session platform -c prod.`,
  );
}

export function unknownNode(node: string, known: readonly string[]): UserError {
  return new UserError(`There is no kind of instance '${node}'. There are ${known.join(', ')}: --node nat.`);
}

export function noInstance(what: string, searched: string): UserError {
  return new UserError(
    `No ${what} is running (${searched}). ` +
      `A pool may have no nodes at the moment; a broken one is replaced within minutes: aws autoscaling describe-auto-scaling-groups --region eu-north-1.`,
  );
}

export function noDatabase(stack: string): UserError {
  return new UserError(
    `${stack} has no database: nothing in it has 'database: true'. There is nothing of its own that a tunnel could lead to.`,
  );
}

export function noPlatformOf(stack: string): UserError {
  return new UserError(
    `The platform that ${stack} runs on was not found among the synthesised stacks. Write them: npx nx run-many -t synth.`,
  );
}

export function noTunnel(platform: string): UserError {
  return new UserError(
    `${platform} has no tunnel to a database: it has no Session document of type Port. Is there a DatabaseTunnel in apps/platform/src/stacks.ts?`,
  );
}

export function notALocalPort(port: unknown): UserError {
  return new UserError(`'${port}' is not a port. Give one from 1024 to 65535: --port 15432.`);
}

export function localPortTaken(port: number): UserError {
  return new UserError(
    `Port ${port} of this machine is taken, perhaps by another tunnel. End that one, or give another port: --port ${port + 1}.`,
  );
}

export function programsMissing(
  missing: readonly { program: string; install: string }[],
  command: string,
): UserError {
  return new UserError(
    `${missing.map(({ program }) => `'${program}'`).join(' and ')} ${missing.length > 1 ? 'are' : 'is'} not on PATH, and the session needs ${missing.length > 1 ? 'them' : 'it'}.\n` +
      `${missing.map(({ program, install }) => `  ${program}: ${install}`).join('\n')}\n` +
      `Then run this command again, or this one, which does the same:\n  ${command}`,
  );
}

/** A host that two services claim. A message, not an error: validation collects them all. */
export function hostClaimedTwice(host: string, claims: readonly string[]): string {
  return (
    `The host '${host}' is claimed by ${claims.join(' and by ')}. ` +
    `A request can go to only one of them: give each its own host.`
  );
}

/** Two hosts whose derived priorities meet. A message, not an error: validation collects them all. */
export function prioritiesMeet(priority: number, claims: readonly string[]): string {
  return (
    `${claims.join(' and ')} would have the same priority on the gateway, ${priority}. It is derived from the host and happens about once in ten workspaces of a hundred hosts. ` +
    `Give one of them another host.`
  );
}

/** How a person sets a secret. */
function howToSet(project: string, configuration: string, name: string): string {
  return `npx nx secrets ${project} -c ${configuration} --set ${name}`;
}

export function secretsMissing(
  stack: string,
  missing: readonly { name: string; parameter: string; usedBy: readonly string[] }[],
  project: string,
  configuration: string,
): UserError {
  const lines = missing.map(
    ({ name, parameter, usedBy }) =>
      `  ${name}, for ${usedBy.join(', ')} (${parameter})\n    ${howToSet(project, configuration, name)}`,
  );
  return new UserError(
    `${stack} is not deployed, because its containers could not start: ${missing.length === 1 ? 'a secret is' : `${missing.length} secrets are`} not set. Nothing was changed.\n\n${lines.join('\n')}\n\n` +
      `Each command asks for the value; --generate in place of it makes a random one where nobody has to know it.`,
  );
}

export function notASecretOf(name: string, project: string, declared: readonly string[]): UserError {
  return new UserError(
    declared.length === 0
      ? `'${name}' is no secret of ${project}: it declares none. A service declares them in src/stacks.ts: secrets: ['${name}'].`
      : `'${name}' is no secret of ${project}. It declares ${declared.join(', ')}; a further one is declared in src/stacks.ts: secrets: ['${name}'].`,
  );
}

export function noValueGiven(name: string): UserError {
  return new UserError(
    `No value was given for ${name}. Type it where it is asked for, or pipe it in: printf %s "$VALUE" | npx nx secrets ... --set ${name}.`,
  );
}

export function noSuchService(
  service: string | undefined,
  stack: string,
  known: readonly string[],
): UserError {
  const services =
    known.length > 0
      ? `With releases of their own it has ${known.join(', ')}.`
      : 'It has none with releases of its own.';
  return new UserError(
    service === undefined
      ? `Say which service of ${stack} the release is of: --service NAME. ${services}`
      : `${stack} has no service '${service}'. ${services}`,
  );
}

export function notADigest(digest: string | undefined): UserError {
  return new UserError(
    `${digest === undefined ? 'No digest was given' : `'${digest}' is not the digest of an image`}. ` +
      `Give it as the push printed it, --digest sha256: and 64 hexadecimal digits, or --rollback for the one before.`,
  );
}

export function noSuchImage(digest: string, repository: string, newest: readonly string[]): UserError {
  return new UserError(
    `There is no image ${digest} in the repository ${repository}. ` +
      (newest.length > 0
        ? `The newest there:\n${newest.map((line) => `  ${line}`).join('\n')}`
        : 'It is empty: push the image first.'),
  );
}

export function nothingToRollBackTo(service: string, current: string): UserError {
  return new UserError(
    `${service} has no release before ${current || 'its first'}: there is nothing to roll back to.`,
  );
}

export function notBefore(task: string, first: string): UserError {
  return new UserError(
    `${task} was left out: ${first} is in the same run and goes before it, and failed. ` +
      `Why is in what was said of that. Mend it, and give the same command again.`,
  );
}

/** That a stack differs in more than its releases. A message, not an error: it is deployed by the deploy of that. */
export function releasesWait(stack: string, other: 'code' | 'facts'): string {
  const what = other === 'code' ? 'its code is' : "its platform's facts are";
  return `${stack}: ${what} not what was deployed last; that is not deployed along with a release`;
}

export function beyondReleases(
  stack: string,
  project: string,
  configuration: string,
  others: readonly string[],
): UserError {
  return new UserError(
    `${stack}: nothing was applied, because more would change than what was released:\n\n${others.map((line) => `  ${line}`).join('\n')}\n\n` +
      `The code here is not what is deployed, or something was changed by hand. The release stays recorded. ` +
      `Bring the stack up to date first, which deploys the release too: npx nx deploy ${project} -c ${configuration}`,
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
    `${remedy} (tools/nx-infra/src/rules/gateway-quotas.ts).`
  );
}

/** Nearly as much as a gateway takes. A warning. */
export function quotaNearlyExceeded({ gateway, what, count, most, remedy }: UseOfQuota): string {
  return (
    `The gateway of ${gateway} has ${count} of at most ${most} ${what}. ` +
    `Before it is full: ${remedy} (tools/nx-infra/src/rules/gateway-quotas.ts).`
  );
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

export function reservedName(name: string, reason: string, suggestion: string): UserError {
  return new UserError(
    `'${name}' cannot be the name of an application: ${reason}. '${suggestion}' would do.`,
  );
}

export function notATeam(owner: string): UserError {
  const team = owner.replace(/^.*\//, '').replace(/^@/, '');
  const example = /^[a-z0-9][a-z0-9-]*$/i.test(team) ? team : 'dotkom';
  return new UserError(
    `'${owner}' is not the name of a team. Give it as GitHub writes it in the team's address, without the organisation: --owner ${example}.`,
  );
}

export function folderIsTaken(folder: string, name: string): UserError {
  return new UserError(
    `${folder} is there already and is not the project '${name}'. Move it away, or give the application another name.`,
  );
}

export function ownedOtherwise(projectFile: string, owner: unknown, asked: string): UserError {
  return new UserError(
    `The application is there already, and its owner is '${owner}', not '${asked}'. ` +
      `To hand it over, change "owner" in ${projectFile} and run npx nx sync.`,
  );
}

export function noSuchApplication(name: string, applications: readonly string[]): UserError {
  return new UserError(
    `There is no application '${name}'. There are ${applications.join(', ') || 'none'}. ` +
      `Make it first: npx nx g application ${name} --owner TEAM`,
  );
}

export function notAHostOfProd(host: string, suggestion: string): UserError {
  return new UserError(
    `'${host}' is a host of staging. Give the one of prod, '${suggestion}'; staging's is derived.`,
  );
}

/** What was not given, as it would be given: `backend`, `--port 3000`. */
export function optionsMissing(generator: string, flags: readonly string[]): UserError {
  return new UserError(
    `nx g ${generator} has to be told more, and nobody can be asked here. Add, with values of your own: ${flags.join(' ')}`,
  );
}

export function hostTaken(host: string, claimant: string, file: string): UserError {
  return new UserError(
    `The host '${host}' is taken: ${claimant} answers under it (${file}). A request can go to only one of them: choose another host, such as another word before the zone.`,
  );
}

export function notAPort(port: string): UserError {
  return new UserError(
    `${port || 'Nothing'} is not a port. Use the one the container listens on, from 1 to 65535.`,
  );
}

export function notAHealthCheck(path: string): UserError {
  return new UserError(
    `'${path}' is not the path of a health check. It must begin with '/' and hold no spaces, query or fragment, such as '/health'.`,
  );
}

export function notASchedule(schedule: string): UserError {
  return new UserError(
    `'${schedule}' is no schedule. Write it as EventBridge Scheduler does: 'cron(0 4 * * ? *)' for every night at four, or 'rate(1 hour)'.`,
  );
}

export function notTheExpectedShape(file: string, code: string, importLine: string): UserError {
  return new UserError(
    `${file} was left as it is: it is not one class that extends ApplicationStack, with a constructor (scope, environment) and a named import to add to. ` +
      `Add this by hand:\n\n${importLine}\n\n${code}`,
  );
}

export function anotherConstructHasTheName(name: string, className: string, file: string): UserError {
  return new UserError(
    `${file} has a ${className} called '${name}' already. Give this one another name: within an application, names are unique.`,
  );
}

export function alreadyThereOtherwise(name: string, file: string, wanted: readonly string[]): UserError {
  return new UserError(
    `${file} has '${name}' already, with other values, and was left as it is. To change them, edit the file: ${wanted.join(', ')}`,
  );
}

export function nothingOfThatName(name: string, file: string, names: readonly string[]): UserError {
  return new UserError(
    `${file} creates nothing called '${name}' in its constructor. It creates ${names.join(', ') || 'nothing'}.`,
  );
}

export function notAlone(name: string, file: string): UserError {
  return new UserError(
    `${file} was left as it is: '${name}' is created in a statement that does more than that. Take it out by hand, then run npx nx addresses for the project.`,
  );
}

export function stillUsed(name: string, variable: string, file: string, lines: readonly number[]): UserError {
  return new UserError(
    `${file} was left as it is: '${name}' is used as ${variable} in line ${lines.join(', ')}. Take these uses out first.`,
  );
}

export function notAnAddressList(file: string, line: string): UserError {
  return new UserError(
    `${file} cannot be read: '${line}' is no stack and address, such as 'grades-prod aws_sqs_queue.mail'. ` +
      `Take the file from the main branch, then run npx nx addresses for the project.`,
  );
}

export function addressesLost(
  project: string,
  lost: readonly { readonly address: string; readonly line: string }[],
  moves: readonly { readonly from: string; readonly to: string }[],
): UserError {
  const confirmations = [...new Set(lost.map(({ address }) => `--confirm-removal=${address}`))];
  const moved = moves.map(
    ({ from, to }) => `      {\n        from: '${from}',\n        to: '${to}',\n      },`,
  );
  return new UserError(
    `This change takes away what holds something or serves somebody; Terraform would destroy it.\n\n${lost.map(({ line }) => `  ${line}`).join('\n')}\n\n` +
      `A construct's name is part of the address, and mostly of the name in AWS: give it back, and nothing goes. ` +
      (moved.length > 0
        ? `Where it is to have another name in the code alone, say so in the stack's constructor, and read in the plan whether anything is replaced all the same:\n\n` +
          `    this.addOverride('moved', [\n${moved.join('\n')}\n    ]);\n\n`
        : `Where only its place in the code is another, say so: this.addOverride('moved', [{ from: '<address>', to: '<address>' }]).\n\n`) +
      `If it shall go, with all that is in it, confirm that in the same change:\n\n  npx nx addresses ${project} ${confirmations.join(' ')}`,
  );
}

export function addressesOutOfDate(project: string, differences: readonly string[]): UserError {
  return new UserError(
    `The list of ${project}'s addresses is out of date:\n\n${differences.map((line) => `  ${line}`).join('\n')}\n\n` +
      `Bring it up to date and commit it: npx nx addresses ${project}`,
  );
}

export function notAListedAddress(addresses: readonly string[]): UserError {
  return new UserError(
    `${addresses.join(', ')} would not be lost: the address is not in the list, or the code still has it. Leave the confirmation out.`,
  );
}

export function noSuchImageOwner(
  application: string,
  id: string | undefined,
  owners: readonly string[],
): UserError {
  if (owners.length === 0) {
    return new UserError(
      `${application} has no service or worker whose image could be run. Add one first: npx nx g service NAME --application ${application} ...`,
    );
  }
  return new UserError(
    `${application} has no service or worker '${id}' whose image could be run. It has ${owners.join(', ')}: --image ${owners[0]}.`,
  );
}

/** A record that two constructs make. A message, not an error: validation collects them all. */
export function recordClaimedTwice(record: string, claims: readonly string[]): string {
  return `The record '${record}' is made by ${claims.join(' and by ')}. DNS has one of a name and type: give one of them another name.`;
}

export function typesDoNotFit(said: string): UserError {
  return new UserError(`The types do not fit, so that something here may mean nothing:\n\n${said}`);
}
