import { relative } from 'node:path';
import { Environment, EnvironmentName } from '@dotkom/stack/conventions';
import { AdoptedHost } from '@dotkom/stack/adoption';
import { environmentOf, Part, partsOf, SynthesisedStack } from '@dotkom/synthesised';
import { confirm } from '../deploy/confirm';
import { applyAndRecord } from '../deploy/apply';
import { planAndShow } from '../deploy/plan';
import { forEachStackOf, Selection, StackJob } from '../job/stack-job';
import { ensureStateBucket } from '../state/state-bucket';
import { Change, countChanges } from '../terraform/plan-summary';
import { AdoptionFile } from './adoption-file';
import { moveAlias } from './alias';
import {
  beyondFlip,
  flipMeans,
  flipNotConfirmed,
  flipped,
  holdIsGone,
  hostNotAdopted,
  hostNotGiven,
  hostNotHere,
  leadsThereAlready,
  notReady,
} from './errors';
import { beyondHost, recordsOf } from './moves-host';
import { whyNotReady } from './readiness';
import { goneTargets } from './target-there';
import { aliasTtl, inWords, longestTtl } from './targets';

/** What a flip is asked. */
export interface FlipChoices {
  /** The host to move. */
  readonly host?: string;
  /** Where it led before, in place of where the code says. */
  readonly back?: boolean;
  /** It is confirmed already. */
  readonly yes?: boolean;
}

/** The project of a flip: its folder, which holds adoption.json, and what synthesises its stacks anew once that says something else. */
export interface FlippedProject {
  readonly folder: string;
  readonly synthesise: () => Promise<readonly SynthesisedStack[]>;
}

/** A flip of one host of one stack. */
interface Flip {
  readonly stack: SynthesisedStack;
  readonly part: Part;
  readonly host: string;
  readonly environment: EnvironmentName;
  readonly file: AdoptionFile;
  readonly adopted: AdoptedHost;
  readonly to: AdoptedHost['is'];
}

/**
 * Leads one host from where it was held to where the code says, or back, by a plan that is shown and does nothing else.
 * adoption.json says it afterwards; where nothing was applied, it says what it said before.
 *
 * @returns whether it leads there.
 * @throws UserError when the host is not adopted, nobody would answer it there, or nobody confirms.
 */
export async function flipHost(
  selection: Selection,
  project: FlippedProject,
  choices: FlipChoices,
): Promise<boolean> {
  const flip = chosenFlip(selection, new AdoptionFile(project.folder), choices);
  await refuseUnanswered(selection, flip);
  const today = new Date().toISOString().slice(0, 10);
  const isSaidAlready = flip.adopted.is === flip.to;
  const putBack = isSaidAlready
    ? () => undefined
    : flip.file.changeHost(flip.environment, flip.host, { ...flip.adopted, is: flip.to, since: today });
  const outcome = { applied: false };
  try {
    const stacks = await project.synthesise();
    const stack = stacks.find(({ name }) => name === flip.stack.name) ?? flip.stack;
    const failures = await forEachStackOf({ ...selection, stacks: [stack] }, (job) =>
      planAndFlip(job, flip, choices.yes ?? false, outcome),
    );
    if (failures.length > 0) throw failures[0];
    return true;
  } catch (error) {
    if (outcome.applied) throw error; // Some of it may be done: the same command goes on, and --back goes back.
    putBack();
    await project.synthesise();
    throw error;
  }
}

function chosenFlip({ stacks, project }: Selection, file: AdoptionFile, { host, back }: FlipChoices): Flip {
  const adoption = file.read();
  const known = stacks.flatMap((stack) => Object.keys(adoption[nameOf(stack)]?.hosts ?? {}));
  if (!host) throw hostNotGiven(known);
  for (const stack of stacks) {
    const part = partsOf(stack).find(({ hosts }) => hosts.includes(host));
    if (!part) continue;
    const adopted = adoption[nameOf(stack)]?.hosts?.[host];
    if (!adopted) throw hostNotAdopted(host, shown(file));
    return { stack, part, host, environment: nameOf(stack), file, adopted, to: back ? 'held' : 'flipped' };
  }
  throw hostNotHere(host, project.name, known);
}

function nameOf(stack: SynthesisedStack): EnvironmentName {
  return Environment.named(environmentOf(stack)).name;
}

function shown(file: AdoptionFile): string {
  return relative(process.cwd(), file.path);
}

/** Nobody is led to where nobody answers. */
async function refuseUnanswered({ account }: Selection, { part, host, adopted, to }: Flip): Promise<void> {
  if (to === 'flipped') {
    const because = await whyNotReady(account, part, host);
    if (because.length > 0) throw notReady(host, because);
  } else {
    const gone = await goneTargets(account, adopted.before);
    if (gone.length > 0) throw holdIsGone(host, gone);
  }
}

async function planAndFlip(
  job: StackJob,
  flip: Flip,
  isConfirmed: boolean,
  outcome: { applied: boolean },
): Promise<void> {
  const started = Date.now();
  await ensureStateBucket(job.stack, job.account);
  const { changes, hasChanges } = await planAndShow(job, { lock: true, isFlip: true });
  if (!hasChanges) return job.say(leadsThereAlready(flip.host));
  try {
    refuseBeyondHost(job, flip, changes);
    await agree(job, flip, isConfirmed);
    await moveAlias(job.account, flip);
  } catch (error) {
    job.terraform.folder.removePlan(); // A deploy would apply it.
    throw error;
  }
  outcome.applied = true;
  await applyAndRecord(job, countChanges(changes), false, started);
  sayFlipped(job, flip);
}

function refuseBeyondHost(
  { stack, project, configuration }: StackJob,
  flip: Flip,
  changes: readonly Change[],
): void {
  const others = beyondHost(changes, recordsOf([flip.stack, stack], flip.host));
  if (others.length === 0) return;
  const lines = others.map(({ constructPath, address }) => `${constructPath} (${address})`);
  throw beyondFlip(stack.name, flip.host, { project: project.name, configuration }, lines);
}

async function agree({ say }: StackJob, flip: Flip, isConfirmed: boolean): Promise<void> {
  const { host, adopted, part, to } = flip;
  const target = to === 'flipped' ? `${part.kind} ${part.name}` : inWords(adopted.before);
  say(flipMeans(host, target, secondsUntilSeen(flip)));
  if (!isConfirmed) await confirm(`${host} will lead to ${target}.`, host, flipNotConfirmed(host));
}

/** For how long others remember where the host leads now. */
function secondsUntilSeen({ adopted, to }: Flip): number {
  return to === 'flipped' ? longestTtl(adopted.before) : aliasTtl;
}

function sayFlipped({ project, configuration, say }: StackJob, flip: Flip): void {
  const back = flip.to === 'flipped' ? ' --back' : '';
  const command = `npx nx run ${project.name}:flip -c ${configuration} --host ${flip.host}${back}`;
  say(flipped(flip.host, shown(flip.file), command, secondsUntilSeen(flip)));
}
