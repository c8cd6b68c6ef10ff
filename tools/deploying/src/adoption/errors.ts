import { UserError } from '@dotkom/stack/conventions';

export function adoptionIsWrong(problems: readonly string[]): UserError {
  return new UserError(problems.join('\n'));
}

export function hostNotGiven(hosts: readonly string[]): UserError {
  return new UserError(`Say which host: --host ${hosts[0] ?? 'grades.no'}. ${there(hosts)}`);
}

export function hostNotHere(host: string, project: string, hosts: readonly string[]): UserError {
  return new UserError(
    `${project} neither answers ${host} nor has it in its adoption.json: there is nothing to flip. ${there(hosts)}`,
  );
}

const there = (hosts: readonly string[]) =>
  hosts.length > 0 ? `It adopts ${hosts.join(', ')}.` : 'It adopts no host.';

export function hostNotAdopted(host: string, file: string): UserError {
  return new UserError(
    `${host} leads where the code says, and ${file} knows of nowhere that it led before: there is nothing to flip. ` +
      `A host that shall be held is written there before its first deploy: docs/guides/moving-in.md.`,
  );
}

export function notReady(host: string, because: readonly string[]): UserError {
  return new UserError(
    `${host} stays where it is, because nobody would be answered:\n` +
      because.map((reason) => `  - ${reason}.\n`).join('') +
      'Nothing was changed.',
  );
}

export function holdIsGone(host: string, gone: readonly string[]): UserError {
  return new UserError(
    `${host} cannot go back: it led to ${gone.join(' and ')}, and that is not there any more. Nothing was changed. ` +
      `Where it moved, write its new name under 'before' in adoption.json.`,
  );
}

export function beyondFlip(
  stack: string,
  host: string,
  { project, configuration }: { project: string; configuration: string },
  others: readonly string[],
): UserError {
  return new UserError(
    `${stack}: nothing was applied, because more would change than where ${host} leads:\n\n${others.map((line) => `  ${line}`).join('\n')}\n\n` +
      `Bring the stack up to date first, with the host as it is: npx nx deploy ${project} -c ${configuration}`,
  );
}

export function flipNotConfirmed(host: string): UserError {
  return new UserError(
    `${host} stays where it is: the flip has to be confirmed. Answer with the host, or give --yes where nobody can answer.`,
  );
}

/** @param isProved whether a record proves to CloudFront that the zone is ours. */
export function aliasNotMoved(
  host: string,
  reason: string,
  { isProved = true }: { isProved?: boolean } = {},
): UserError {
  const apex =
    ` ${host} is the top of its zone, where no record can prove that it is ours: AWS says how it is moved, ` +
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/CNAMEs.html#alternate-domain-names-move';
  return new UserError(
    `CloudFront does not give ${host} to the other distribution: ${reason}. Nothing was applied. ` +
      `Where another account has the name, whoever owns that takes it off its distribution first.${isProved ? '' : apex}`,
  );
}

/** What a flip does, before it is confirmed. A message, not an error. */
export function flipMeans(host: string, to: string, seconds: number): string {
  return `${host} would lead to ${to}. Who asked before goes on as they were told, for up to ${inMinutes(seconds)}.`;
}

/** That a flip is done. A message, not an error. */
export function flipped(host: string, file: string, command: string, seconds: number): string {
  return (
    `${host} is flipped; everybody is there within ${inMinutes(seconds)}. Commit ${file} now: a deploy of the code without it leads the host back. ` +
    `The way back: ${command}`
  );
}

/** That there is nothing to flip. A message, not an error. */
export function leadsThereAlready(host: string): string {
  return `${host}: leads there already, nothing to do`;
}

function inMinutes(seconds: number): string {
  if (seconds < 120) return `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}

export function notAState(name: string): UserError {
  return new UserError(
    `${name} is no state of Terraform. Give a file that terraform state pull wrote: terraform state pull > old.tfstate`,
  );
}

export function encryptedState(name: string): UserError {
  return new UserError(
    `${name} is encrypted. In the folder of the old code, where the key is: tofu state pull > old.tfstate, and delete that file afterwards.`,
  );
}

export function ofAnotherVersion(name: string, version: unknown): UserError {
  return new UserError(
    `${name} is a state of version ${String(version)}; read is version 4, which Terraform writes since 0.12. ` +
      `Bring it up to date in the old folder (terraform apply -refresh-only), and pull it again.`,
  );
}

/** @param by who holds the lock since when, where it says so. */
export function lockedState(name: string, by?: string): UserError {
  return new UserError(
    `${name} is locked${by ? ` by ${by}` : ''}: somebody is changing it, and what is read would not hold. Wait for them; a lock that was left behind is removed in the old folder by terraform force-unlock.`,
  );
}

export function notAnAddressInS3(address: string): UserError {
  return new UserError(
    `${address} is no address of a state in S3. Write the bucket and the key of the old backend block: --state s3://old-states/grades/prod.tfstate`,
  );
}

export function noSuchStateInS3(bucket: string, key: string): UserError {
  return new UserError(
    `There is no state s3://${bucket}/${key}: the bucket or the object is not there. Look in the backend block of the old code; ` +
      `of a workspace it is env:/WORKSPACE/KEY. What there is: aws s3 ls --recursive s3://${bucket}`,
  );
}

export function noAccessToState(bucket: string, key: string): UserError {
  return new UserError(
    `s3://${bucket}/${key} may not be read, or is not there: S3 says the same of both to who may not list the bucket. ` +
      'Sign in as who applies the old estate, or give a file: terraform state pull > old.tfstate',
  );
}

export function ofAnotherAccount(name: string, theirs: string, own: string): UserError {
  return new UserError(
    `${name} is of the account ${theirs}, and you are signed in to ${own}. What is of another account cannot be taken over: sign in to the one that both estates are in, or make it anew here and move its data.`,
  );
}

/** That nobody knows which account is meant. A message, not an error. */
export function accountNotChecked(): string {
  return 'Nobody is signed in to AWS: whether the states are of the account that these stacks go to is not known. The first nx diff asks it.';
}

export function inAnotherRegion(name: string, regions: readonly string[], own: string): UserError {
  return new UserError(
    `${name} is of ${regions.join(' and ')}, and everything here is in ${own}. What is elsewhere is not taken over: it is made anew here, and its data moves.`,
  );
}

export function severalAccounts(name: string, count: number): UserError {
  return new UserError(
    `${name} has resources of ${count} accounts. One estate is taken over by stacks of one account: give a state of that account alone.`,
  );
}

export function statesOfSeveralAccounts(count: number): UserError {
  return new UserError(
    `The states are of ${count} accounts. One estate is taken over by stacks of one account: give those of that account alone.`,
  );
}

/** @param what `the record A grades.no`. */
export function inSeveralStates(what: string, one: string, other: string): UserError {
  return new UserError(
    `${one} and ${other} both have ${what}. One of them lies: look which, and have the other forget it (terraform state rm).`,
  );
}

export function oneOfSeveralRecords(record: string, address: string): UserError {
  return new UserError(
    `${record} (${address}) is one of several records of its name, by a routing policy. A host leads to one place here: make one record of them in the old estate first.`,
  );
}

/** What nobody but a person can look at. A message, not an error. */
export function lookFirst(what: string): string {
  return `look first whether anything is left in ${what}`;
}

/** What is in a queue that a destroy deletes. A message, not an error. */
export function messagesLeft(what: string, count: number): string {
  return `about ${count} ${count === 1 ? 'message is' : 'messages are'} in ${what}: a destroy deletes them without a word. Let the old worker empty it`;
}

const mostKeys = 3;

/** What is in a bucket and nowhere here. A message, not an error. */
export function objectsLeft(what: string, bucket: string, keys: readonly string[], nearest?: string): string {
  const more = keys.length > mostKeys ? ` and ${keys.length - mostKeys} more` : '';
  const lacks = nearest ? `that ${nearest} lacks or has in another size` : 'that no bucket here has';
  return (
    `${keys.length} objects are in ${what} ${lacks}: ${keys.slice(0, mostKeys).join(', ')}${more}. ` +
    `aws s3 sync s3://${bucket} s3://${nearest ?? 'NEW_BUCKET'}`
  );
}

/** That a bucket is too large to be compared here. A message, not an error. */
export function tooManyObjects(what: string, bucket: string): string {
  return `${what} has too many objects to be compared here: aws s3 sync --dryrun --size-only s3://${bucket} s3://NEW_BUCKET has to print nothing`;
}

export function zonesNotKnown(): UserError {
  return new UserError(
    'Which zones are ours is not known, because bootstrap is not synthesised: nothing is said of what may be destroyed. First: npx nx run-many -t synth',
  );
}

/** What is done about what is in the way, by its type, where it is not to give one of the two up. */
const remedies: Readonly<Record<string, string>> = {
  aws_ecr_repository: 'Take it over with its images: npx nx g adopt (docs/guides/moving-in.md)',
  aws_iam_openid_connect_provider:
    'An account has one. Take it over: TF_VAR_github_provider_exists=true for this diff and deploy ' +
    '(docs/guides/maintainers/new-account.md)',
  aws_route53_record:
    'If it leads people somewhere now, hold it: npx nx g adopt, or adoption.json by hand (docs/guides/moving-in.md). ' +
    'If nobody uses the name, write it there as flipped',
  aws_route53_zone:
    'A second one would have other name servers, and neither could be found by its name. Take it over: ' +
    'TF_VAR_existing_zones for this diff and deploy (docs/guides/maintainers/new-account.md)',
};

/** What exists under the identity of what a plan would create. */
export function inTheWay(constructPath: string, existing: string, type: string): string {
  const remedy =
    remedies[type] ??
    'Find out whose it is; give this one another name, or take the other one away once nothing uses it';
  return `${constructPath} would be created, and exists: ${existing}. ${remedy}.`;
}

/** What exists already and is taken over, one line each. A message, not an error. */
export function existsAlready(taken: readonly string[]): string {
  return ['exists already, and is taken over:', ...taken.map((line) => `  ${line}`)].join('\n');
}

/** What nobody could look for before the apply. A message, not an error. */
export function notLookedFor(types: readonly string[]): string {
  return `not looked for, because the account does not let it be asked: whether ${types.join(', ')} exist already`;
}

export function collides(stack: string, problems: readonly string[]): UserError {
  return new UserError(
    `${stack} is not known to be deployed whole, and ${problems.length === 1 ? 'one thing that it would create exists' : `${problems.length} things that it would create exist`}. Nothing was applied.\n` +
      problems.map((problem) => `  - ${problem}\n`).join(''),
  );
}
