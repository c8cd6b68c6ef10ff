import { closest, UserError } from '@dotkom/stack/conventions';

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
  const meant = closest(name, applications);
  return new UserError(
    `There is no application '${name}'. ${meant ? `Did you mean '${meant}'? ` : ''}There are ${applications.join(', ') || 'none'}. ` +
      `To make a new one: npx nx g application ${name} --owner TEAM`,
  );
}

export function notAHostOfProd(host: string, suggestion: string): UserError {
  return new UserError(
    `'${host}' is a host of staging. Give the one of prod, '${suggestion}'; staging's is derived.`,
  );
}

/** All that is wrong with what was given, each in words of its own. */
export function severalProblems(problems: readonly string[]): UserError {
  return new UserError(problems.join('\n'));
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

export function notACommand(): UserError {
  return new UserError(
    `The command is empty. Say what the container runs, as words between spaces, such as 'node nightly.js'.`,
  );
}

export function notAWorkerCheck(text: string): UserError {
  return new UserError(
    `'${text}' is no health check: nobody would notice that a worker hangs. Say what ECS runs in the container, such as 'node healthy.js', ` +
      `or why nothing has to be run: 'none: it ends when it loses its queue'.`,
  );
}

export function pathForWorker(path: string): UserError {
  return new UserError(
    `'${path}' looks like the path of a service, and nobody reaches a worker over HTTP: ECS would run it as a program. Say what ECS runs in the container, such as 'node healthy.js'. ` +
      `If the image has a program of that name, write healthCheck: { command: ['${path}'] } in src/stacks.ts yourself.`,
  );
}

export function fitsNoNode(size: string, most: string): UserError {
  return new UserError(`'${size}' fits on no node: an empty one has room for ${most}. Use less.`);
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

export function noState(): UserError {
  return new UserError(
    `Say which old states: --state old.tfstate, once for each; in each old folder: terraform state pull > old.tfstate. ` +
      `Or where an S3 backend keeps it: --state s3://BUCKET/KEY`,
  );
}

/** That one kind of lock is not looked for. A message, not an error. */
export function dynamoLockNotRead(): string {
  return 'Whether DynamoDB locks a state in S3 is not looked for: see that nobody is applying the old estate.';
}

/** What comes after adopting, and how to read it. A message, not an error. */
export function planNext(commands: readonly PlannedWith[]): string {
  return [
    `Next, its plan: ${inShell(commands)}. Of what exists it says`,
    '  adopt              it is taken over as it is',
    '  adopt and tag      only its tags change: nobody notices',
    '  adopt and change   it is changed in place, in the attributes below it',
    '  adopt and REPLACE  it would be destroyed and made anew: that is refused',
    "and 'create' of all that is made beside the old. What of the old has no successor is listed above.",
  ].join('\n');
}

/** What a plan is of. */
interface PlannedWith {
  readonly project: string;
  readonly configuration: string;
}

function inShell(commands: readonly PlannedWith[]): string {
  return commands
    .map(({ project, configuration }) => `npx nx diff ${project} -c ${configuration}`)
    .join(' and ');
}

/** That there is no plan because nobody wanted one. A message, not an error. */
export function planNotAskedFor(): string {
  return 'It is not made here: --no-plan was given.';
}

/** That there is no plan because it is of no account. A message, not an error. */
export function nobodyToPlanFor(): string {
  return 'It is not made here: nobody is signed in to AWS. Sign in (aws sso login) and give that command, or read it in the pull request.';
}

/** What failed after adoption.json was written. */
export function adoptedNotPlanned(commands: readonly PlannedWith[]): UserError {
  return new UserError(
    `adoption.json is written and stays, and what it takes over could not be planned or is refused; why is above. ` +
      `Once that is mended, in the code or in adoption.json: ${inShell(commands)}`,
  );
}

export function noSuchStateFile(file: string): UserError {
  return new UserError(
    `There is no file ${file}. In the folder of the old code: terraform state pull > ${file}`,
  );
}

export function addressesNotUpdated(project: string): UserError {
  return new UserError(
    `What was generated is written, but the list of addresses could not follow; why is above. Once it is mended: npx nx addresses ${project}`,
  );
}
