import { counted } from './counted';
import { UserError } from './user-error';

/** Every message of libs/stack, each a named function: what is wrong, the value, what is allowed, what to do. */

const quoted = (values: readonly string[]) => values.map((value) => `'${value}'`).join(', ');

const giveJson = 'Give text, a number, true or false, or a list or an object of these.';

/** A property by its path; nothing where it is all that was given. */
const named = (property: string) => (property === '' ? 'What it is asked' : `'${property}'`);

export function inputMissing(property: string, allowed: string): UserError {
  return new UserError(`${named(property)} is missing. It must be ${allowed}.`);
}

/** A problem of one property, named by its path unless its words do so themselves. */
export function ofProperty(property: string, { message }: UserError): UserError {
  return new UserError(message.includes(`'${property}'`) ? message : `'${property}': ${message}`);
}

export function wrongInput(property: string, value: string, allowed: string): UserError {
  return new UserError(`${named(property)} is ${value}. It must be ${allowed}.`);
}

export function severalInputs(problems: readonly UserError[]): UserError {
  return new UserError(problems.map(({ message }) => message).join('\n'));
}

export function noSuchProperty(
  property: string,
  meant: string | undefined,
  known: readonly string[],
): UserError {
  const remedy = meant ? `Did you mean '${meant}'?` : `There are ${known.join(', ')}.`;
  return new UserError(`There is no property '${property}' here. ${remedy}`);
}

export function unreadableText(property: string): UserError {
  return new UserError(
    `${named(property)} holds a character that neither Terraform nor AWS takes: NUL, or half of a character. Leave it out.`,
  );
}

export function notAnId(value: string): UserError {
  return new UserError(
    `The name of a construct, which comes after 'this', is ${value}. It must be a text of at least one character, such as 'backend'.`,
  );
}

export function reservedId(id: string): UserError {
  return new UserError(
    `'${id}' cannot be the name of a construct: JavaScript means something by it. Use another.`,
  );
}

export function idTakenTwice(name: string): UserError {
  return new UserError(`Two things are called '${name}'. Each needs a name of its own here: rename one.`);
}

export function notAScope(value: string): UserError {
  return new UserError(
    `A construct must be part of another, and what it was given for that is ${value}. Begin with 'this': new WebService(this, 'backend', { ... }).`,
  );
}

export function outsideOfStack(path: string, stack: string): UserError {
  return new UserError(
    `'${path}' is not part of an ${stack}. Make it within the constructor of one, with 'this' as the first argument.`,
  );
}

export function unknownEnvironment(value: string, allowed: readonly string[]): UserError {
  return new UserError(`'${value}' is not an environment. Use one of ${quoted(allowed)}.`);
}

/** The value that was probably meant, if any is near. */
const wouldDo = (nearest: string | undefined) => (nearest ? ` '${nearest}' would do.` : '');

export function notASize(value: string, nearest?: string): UserError {
  return new UserError(
    `'${value}' is not an amount of memory. Write a whole number of MiB or GiB above 0, such as '512 MiB' or '1 GiB'.${wouldDo(nearest)}`,
  );
}

export function notACpuShare(value: string, nearest?: string): UserError {
  return new UserError(
    `'${value}' is not an amount of CPU. Write vCPUs in steps of 1/1024 above 0, such as '0.25 vCPU' or '1 vCPU'.${wouldDo(nearest)}`,
  );
}

export function notADuration(value: string): UserError {
  return new UserError(
    `'${value}' is not a duration. Write a whole number of seconds, minutes, hours or days, such as '30 seconds' or '1 minute'.`,
  );
}

/** A name that would do, and the nearer one that is taken. */
export interface FreeName {
  readonly taken: string;
  readonly free: string;
}

export function unusableName(
  what: string,
  value: string,
  allowed: string,
  suggestion?: string | FreeName,
): UserError {
  const { taken, free } = typeof suggestion === 'object' ? suggestion : { taken: '', free: suggestion };
  const instead = taken ? ` '${taken}' is taken; '${free}' would do.` : ` '${free}' would do.`;
  const remedy = free && free !== value ? instead : '';
  return new UserError(`'${value}' cannot be the name of ${what}: it ${allowed}.${remedy}`);
}

export function noOwner(projectFile: string, value: unknown): UserError {
  const found = value === undefined ? 'it has none' : `it has ${JSON.stringify(value)}`;
  return new UserError(
    `${projectFile} must name the team that owns the project: ${found}. ` +
      `Write "metadata": { "owner": "<team>" } with the team's name on GitHub, for example "dotkom".`,
    { saysWhere: true },
  );
}

export function notEnvironments(projectFile: string, value: unknown, allowed: readonly string[]): UserError {
  return new UserError(
    `${projectFile}: the "environments" below "metadata" are ${JSON.stringify(value)}. ` +
      `Write a list of some of ${quoted(allowed)}, each once, or leave them out if it has all.`,
    { saysWhere: true },
  );
}

export function noProjectName(projectFile: string): UserError {
  return new UserError(`${projectFile} does not say what the project is called. Write "name": "<project>".`, {
    saysWhere: true,
  });
}

export function notJson(place: string, reason: string): UserError {
  return new UserError(
    `${place} cannot be read: it is no JSON (${reason}). JSON has no comments, no comma after the last of a list, and double quotes alone; an editor shows where it is wrong.`,
    { saysWhere: true },
  );
}

export function noProject(folder: string): UserError {
  return new UserError(
    `There is no project.json in ${folder}. Run this for the folder of a project, such as apps/grades.`,
  );
}

export function noStacks(file: string): UserError {
  return new UserError(
    `${file} does not say which stacks the project has. Its default export must be a function that creates them, ` +
      `for example: export default applicationStacks(Grades);`,
  );
}

export function noStacksFile(file: string): UserError {
  return new UserError(
    `There is no ${file}, which says which stacks the project has. Write it; its default export creates them: export default applicationStacks(Grades);`,
  );
}

export function ofAnotherStack(other: string): UserError {
  return new UserError(
    `Something in it is of ${other}, which is another stack. Each stack has its own: make it within the constructor, with 'this' as the first argument, and keep nothing outside of the class.`,
  );
}

export function madeTooLate(): UserError {
  return new UserError(
    `This makes something after the stacks were written, and nothing waits for it. Leave out 'async', 'await', the promise or the timer that it runs in: a stack must follow from its code alone.`,
  );
}

export function classAsStacks(file: string, name: string): UserError {
  return new UserError(
    `The default export of ${file} is the class ${name}, and not which stacks it has. Write export default applicationStacks(${name});`,
  );
}

export function asynchronousStacks(file: string): UserError {
  return new UserError(
    `The default export of ${file}, which creates the stacks, is asynchronous, and nothing waits for it. Leave out 'async' and 'await': a stack must follow from its code alone.`,
  );
}

export function nothingMade(file: string): UserError {
  return new UserError(
    `The default export of ${file} made no stack. It must make at least one, as applicationStacks(Grades) does.`,
  );
}

export function endedEarly(file: string): UserError {
  return new UserError(
    `The code of ${file} ended this process before its stacks were written. Take process.exit() out of it.`,
  );
}

export function goesOn(folders: readonly string[]): UserError {
  return new UserError(
    `Something in the code of ${folders.join(' or ')} goes on after the stacks are made, such as a timer or a server, and nothing waits for it. ` +
      `Take it out: a stack must follow from its code alone.`,
  );
}

export function nothingToSynthesise(): UserError {
  return new UserError(
    `Say what to synthesise, and into which folder: node libs/stack/src/main.js <project folder> <outdir>... A person writes npx nx synth <project>.`,
  );
}

export function notAnOutdir(folder: string, found: string): UserError {
  return new UserError(
    `Stacks cannot be written to ${folder}: ${found}, and what is there would be deleted. Give a folder that is not there yet, or one that a synth wrote.`,
  );
}

export function unwritableOutdir(folder: string, reason: string): UserError {
  return new UserError(
    `Stacks cannot be written to ${folder}: ${reason}. Give a folder whose parent you may write to.`,
  );
}

export function stoppedByCode(words: string): UserError {
  return new UserError(`The code stopped here. ${words}`);
}

export function importIt(name: string, module: string): UserError {
  return new UserError(`Import it: import { ${name} } from '${module}';`);
}

export function didYouMean(name: string): UserError {
  return new UserError(`Did you mean '${name}'?`);
}

export function thrownValue(value: string): UserError {
  return new UserError(
    `The code stopped where it throws ${value}, which is no Error, and only an Error knows its line. Write throw new Error(...).`,
  );
}

export function failedInLibrary(words: string, place: string): UserError {
  return new UserError(
    `The library could not go on with what this line asks of it (${place}). ${words}. ` +
      `It should have said why: please tell the platform's maintainers.`,
  );
}

export function notFoundModule(module: string): UserError {
  return new UserError(
    `There is no '${module}' to import. A file of yours begins with './'; a package must be in package.json.`,
  );
}

export function importedLater(module: string): UserError {
  return new UserError(
    `import('${module}') is asynchronous, and nothing waits for it. Write import ... from '${module}' at the top of the file.`,
  );
}

export function unreadableImport(at: string, words: string): UserError {
  return new UserError(
    `${at} cannot be imported: it is read as JavaScript, and is none (${words}). Import TypeScript or JSON; any other file is read with readFileSync(join(__dirname, ...)).`,
  );
}

export function notExported(name: string, module: string): UserError {
  return new UserError(`There is no '${name}' in '${module}'`);
}

export function noDefaultExport(name: string, module: string): UserError {
  return new UserError(`'${module}' has no default export. Write import { ${name} } from '${module}';`);
}

export function usedTooEarly(name: string): UserError {
  return new UserError(
    `The line that makes '${name}' has not run yet. Move it above this one; where two files import each other, move what both need to a third.`,
  );
}

export function unwritableValue(words: string): UserError {
  return new UserError(`It has a value that Terraform's JSON cannot hold: ${words}. ${giveJson}`);
}

export function topLevelAwait(): UserError {
  return new UserError(
    `Nothing waits for an await at the top of a file. Leave it out: a stack must follow from its code alone.`,
  );
}

export function unreadableCode(words: string): UserError {
  return new UserError(`This is no TypeScript: ${words}. An editor shows where.`);
}

export function differsEveryTime(what: string): UserError {
  return new UserError(
    `${what} is something else each time or on each machine, and so would the stack be, without a change of the code. ` +
      `Write the value down; what differs between environments says environment.pick({ ... }), and a secret is named among secrets.`,
  );
}

export function unansweredEnvironment(environment: string): UserError {
  return new UserError(
    `environment.pick({ ... }) has no answer for '${environment}'. Give one for every environment: undefined where a property is to be left out.`,
  );
}

export function impossibleAlarm(name: string, problem: string): UserError {
  return new UserError(
    `AWS cannot have the alarm '${name}': ${problem}. The threshold is a number, a period 10, 30 or a multiple of 60 seconds ` +
      `and the same for all metrics, all periods together at most a day, and what it says at most 1024 characters.`,
  );
}

export function impossibleRetention(days: number, allowed: readonly number[]): UserError {
  return new UserError(`AWS cannot keep a log for ${days} days. Use one of ${allowed.join(', ')}.`);
}

export function invalidStacks(problems: readonly { path: string; message: string }[]): UserError {
  const lines = problems.map(({ path, message }) =>
    path ? `  ${path}\n    ${indented(message, 4)}` : `  ${indented(message, 2)}`,
  );
  return new UserError(
    `${counted(problems.length, 'problem')} to mend before anything is planned; nothing was written.\n\n${lines.join('\n')}`,
  );
}

function indented(text: string, spaces: number): string {
  return text.replaceAll('\n', `\n${' '.repeat(spaces)}`);
}

export function notForJson(at: string, what: string): string {
  return `The override of '${at}' is ${what}, which Terraform's JSON cannot hold. ${giveJson}`;
}

export function missingPrice(name: string, file: string): UserError {
  return new UserError(
    `There is no price '${name}'. Add it to ${file}, with its unit, where it is written and when; ` +
      `'estimate' says how it was derived where AWS's own number for the region is not known.`,
  );
}

export function oldPrices(file: string, checked: string, days: number): string {
  return `The prices were last held against AWS's on ${checked}, ${days} days ago. With the rights to read AWS's price list, npm run prices brings ${file} up to date.`;
}

/** What is wrong in an adoption.json, with the path of the file. */
export function inAdoption(file: string, { message }: UserError): UserError {
  return new UserError(`${file}: ${message}`, { saysWhere: true });
}

export function notADay(host: string, since: string): UserError {
  return new UserError(`'${since}' is no day since when ${host} is so. Write it as '2026-11-26'.`);
}

export function leadsNowhere(host: string): UserError {
  return new UserError(
    `${host} led nowhere before. Say under 'before' which records it had: A, AAAA or CNAME. A host that had none is not adopted: leave it out.`,
  );
}

export function cnameNotAlone(host: string): UserError {
  return new UserError(
    `${host} has a CNAME and other records, and DNS allows nothing beside a CNAME. Write the one that it has.`,
  );
}

export function notATarget(host: string, type: string, value: string, allowed: string): UserError {
  const alias = type === 'CNAME' ? '' : ', or an alias';
  return new UserError(
    `the ${type} record of ${host} leads to ${value}. It must have ${allowed} as values and a TTL in whole seconds${alias}.`,
  );
}

export function notARecord(record: string): UserError {
  return new UserError(
    `'${record}' is no record. Write its type and its name: 'A play.online.ntnu.no', of type A, AAAA, CNAME, MX, SRV or TXT.`,
  );
}

export function notARepository(name: string): UserError {
  return new UserError(
    `'${name}' is no name of a repository of images. Write it as ECR has it, without the registry: 'grades/prod/backend'.`,
  );
}

export function adoptedTwice(what: string): UserError {
  return new UserError(`It lists ${what} more than once. List it once.`);
}

export function notASchedule(schedule: string, meant?: string): UserError {
  return new UserError(
    `'${schedule}' is not a schedule. ${meant ? `Did you mean '${meant}'? ` : ''}Write 'rate(15 minutes)', 'rate(1 hour)', or AWS's cron with six fields, ` +
      `'cron(<minutes> <hours> <day of month> <month> <day of week> <year>)', one of the two days as '?': 'cron(30 6 * * ? *)' is every day at 6:30 in Oslo.`,
  );
}

export function neverFires(schedule: string): UserError {
  return new UserError(`'${schedule}' never comes: there is no such day. Write a time that does.`);
}
