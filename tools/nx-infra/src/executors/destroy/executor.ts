import { ExecutorContext } from '@nx/devkit';
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { DeployedRecord } from '../../deployed-record';
import { notConfirmed } from '../../errors';
import { refuseWhileNeeded } from '../../guards/guard';
import { ensureStateBucket } from '../../state-bucket';
import { needs } from '../../stack/needs';
import { makesItsStateBucket } from '../../stack/synthesised-stack';
import { AccountOptions, forEachStack, StackJob } from '../each-stack';
import { inOrder } from '../in-order';
import { say } from '../people';
import { progressLine } from '../progress';

export interface DestroyOptions extends AccountOptions {
  readonly yes?: boolean;
}

/**
 * `nx destroy <project> -c <environment>`: asks first, then destroys all that the stack made. In one run, applications go
 * before the platform that they are on, and bootstrap last.
 */
export default inOrder<DestroyOptions>('destroy', destroyStacks, { others: needs });

function destroyStacks(options: DestroyOptions, context: ExecutorContext): Promise<{ success: boolean }> {
  return forEachStack('destroy', options, context, async (job) => {
    const { stack, terraform } = job;
    await refuseWhileNeeded(job);
    if (!options.yes) await confirm(stack.name);
    await ensureStateBucket(stack, job.account);
    if (makesItsStateBucket(stack)) await takeStateOut(job);
    else await terraform.init();
    await new DeployedRecord(stack, job.account).forget();
    say(`${stack.name}: destroying`);
    await terraform.destroy(progressLine(stack.name));
    if (makesItsStateBucket(stack)) terraform.folder.forgetLocalState();
    rmSync(terraform.folder.resultFile, { force: true });
    say(`${stack.name}: destroyed`);
  });
}

/** One question at a time: the stacks of a project are destroyed side by side, and there is one person to answer. */
let lastQuestion: Promise<unknown> = Promise.resolve();

function confirm(stack: string): Promise<void> {
  const answered = lastQuestion.then(() => ask(stack));
  lastQuestion = answered.catch(() => undefined);
  return answered;
}

async function ask(stack: string): Promise<void> {
  if (!process.stdin.isTTY) throw notConfirmed(stack);
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(
    `Everything in ${stack} will be destroyed. Type its name to go on: `,
  );
  terminal.close();
  if (answer.trim() !== stack) throw notConfirmed(stack);
}

/** The state of the stack that makes the state bucket cannot be in it when the bucket goes: it goes to the working folder. */
async function takeStateOut({ terraform }: StackJob): Promise<void> {
  if (terraform.folder.keepsState) {
    say(
      `${terraform.stack.name}: going on with a destroy that did not end; its state is in ${terraform.folder.path}`,
    );
    return terraform.init({ backend: { local: {} } });
  }
  await terraform.init();
  await terraform.init({ backend: { local: {} }, args: ['-migrate-state', '-force-copy'] });
}
