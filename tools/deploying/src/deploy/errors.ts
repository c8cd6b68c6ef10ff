import { UserError } from '@dotkom/stack/conventions';

export function planIsStale(stack: string, project: string, configuration: string): UserError {
  return new UserError(
    `The saved plan of ${stack} is stale: something was deployed, or the code or the program that plans was changed, after it was made. Nothing was applied and the plan was removed. ` +
      `Make and read a new one: npx nx diff ${project} -c ${configuration}`,
  );
}

/** That a stack differs in more than its releases. A message, not an error: it is deployed by the deploy of that. */
export function releasesWait(stack: string, other: 'code' | 'facts'): string {
  const what = other === 'code' ? 'its code is' : "its platform's facts are";
  return `${stack}: ${what} not what was deployed last; that is not deployed along with a release`;
}

/** That the same releases failed before. A message, not an error: whoever released hears it from the deploy that failed. */
export function releaseFailedBefore(stack: string): string {
  return `${stack}: what was released failed when it was deployed, and is not tried again until something else is released or the code changes`;
}

/** That ECS is not done with services, or gave up on them, although Terraform is. */
export function notSettled(stack: string, services: readonly string[]): UserError {
  return new UserError(
    `${stack}: everything was applied, but these services do not run what was deployed: ${services.join(', ')}. ` +
      `Why is above. What to do: docs/runbooks/deploy-rolled-back.md`,
  );
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

export function notConfirmed(stack: string): UserError {
  return new UserError(
    `${stack} was not destroyed: it has to be confirmed. Answer with the name of the stack, or give --yes where nobody can answer.`,
  );
}

/** What to do instead of a plan that would lose something. */
export function planRefused(stack: string, problems: readonly string[]): UserError {
  return new UserError(
    `${stack}: this plan is not applied, because of ${problems.length === 1 ? 'one change' : `${problems.length} changes`} that cannot be made in place.\n` +
      problems.map((problem) => `  - ${problem}\n`).join('') +
      'Why, and the steps for each kind: docs/decisions/changes-in-place.md.',
  );
}

export function cannotBeReplaced(constructPath: string, lost: string, forcing: readonly string[]): string {
  const because =
    forcing.length > 0
      ? `${forcing.join(', ')} cannot be changed in place`
      : 'it hangs on something that is replaced';
  return (
    `${constructPath} would be replaced, and ${lost}, lost: ${because}. Leave that as it was. Or make a new one beside it, ` +
    'under another name; deploy; take over what it holds and who uses it; and take the old one out in a deploy of its own.'
  );
}

export function adoptedButReplaced(constructPath: string, forcing: readonly string[]): string {
  return (
    `${constructPath} exists and would be adopted, only to be replaced: ${forcing.join(', ') || 'something of it'} cannot be changed in place. ` +
    'Write in the code what it is, and adopt it as it is. Or do not adopt it: make a new one beside it, move who uses it, and end the old one.'
  );
}

export function lostUnderANewName(
  type: string,
  lost: string,
  goes: readonly string[],
  comes: readonly string[],
): string {
  const byName = ['aws_ecr_repository', 'aws_cloudwatch_log_group'].includes(type)
    ? "where a service got another name, write its old one: formerly: '<name>'"
    : 'where it got another name, give it the old one again: what it is called in TypeScript is free, its id is its name in AWS';
  return (
    `${goes.join(', ')} would go (${lost}), and ${comes.join(', ')} come, empty. If that is the same one, ${byName}. ` +
    'If they are two, make two deploys of it: add the one, deploy, and remove the other.'
  );
}

export function onceInAws(identity: string, goes: string, comes: string): string {
  return (
    `${goes} would go, and ${comes} come, and both are the same in AWS, where there can be one (${identity}). ` +
    `If the one is called anew, give it its old id again. If the other takes its place, make two deploys of it: ` +
    'take the first one out, deploy, and add the second; in between there is none.'
  );
}

export function aliasesMove(hosts: readonly string[], from: string, to: string): string {
  return (
    `${hosts.join(', ')} would go from ${from} to ${to}, and CloudFront gives a host to the second only after the first has ` +
    'given it up. Make two deploys of it: take it off the first, which answers nothing then, deploy, and give it to the second.'
  );
}

export function heldRecordGoes(
  { constructPath, address }: { constructPath: string; address: string },
  record: string,
): string {
  return (
    `${constructPath} would go, and with it the record ${record} of the site before, which adoption.json holds. ` +
    `To keep it, have the state forget it, in the stack's folder in dist/aws: terraform state rm '${address}'.`
  );
}

export function heldAliasGoes(constructPath: string, host: string, flip: string): string {
  return (
    `${constructPath} answers ${host} and would give it up before another distribution has it: adoption.json holds it there. ` +
    `This moves both in one step: ${flip} --host ${host} --back.`
  );
}

export function majorVersion(constructPath: string, from: string, to: string): string {
  return (
    `${constructPath} would go from major version ${from} to ${to}, which RDS refuses unless it is said to be meant. Every database ` +
    'is away for some minutes, and there is no way back but a snapshot. Follow docs/runbooks/postgres-upgrade.md, which says what ' +
    'to look at first; then deploy it with allowMajorUpgrade: true.'
  );
}

export function smallerStorage(constructPath: string, had: number, wanted: number): string {
  return (
    `${constructPath} has ${had} GiB and would have ${wanted}: RDS gives none back. Leave it at ${had} or more; a smaller one is a ` +
    'new server, to which the databases are moved (docs/runbooks/restoring-a-database.md).'
  );
}
