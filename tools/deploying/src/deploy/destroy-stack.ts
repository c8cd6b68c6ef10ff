import { rmSync } from 'node:fs';
import { makesItsStateBucket } from '@dotkom/synthesised';
import { refuseWhileNeeded } from '../guards/guard';
import { StackJob } from '../job/stack-job';
import { DeployedRecord } from '../state/deployed-record';
import { ensureStateBucket } from '../state/state-bucket';
import { confirm } from './confirm';
import { notConfirmed } from './errors';
import { progressLine } from './progress';

/**
 * Destroys all that a stack made, after asking.
 *
 * @param yes whether it is confirmed already.
 * @throws UserError when something else in the account needs it, or nobody confirms.
 */
export async function destroyStack(job: StackJob, { yes = false }: { yes?: boolean }): Promise<void> {
  const { stack, terraform, say } = job;
  await refuseWhileNeeded(job);
  if (!yes)
    await confirm(`Everything in ${stack.name} will be destroyed.`, stack.name, notConfirmed(stack.name));
  await ensureStateBucket(stack, job.account);
  if (makesItsStateBucket(stack)) await takeStateOut(job);
  else await terraform.init();
  await new DeployedRecord(stack, job.account).forget();
  say(`${stack.name}: destroying`);
  await terraform.destroy(progressLine(job));
  if (makesItsStateBucket(stack)) terraform.folder.forgetLocalState();
  rmSync(terraform.folder.resultFile, { force: true });
  say(`${stack.name}: destroyed`);
}

/** The state of the stack that makes the state bucket cannot be in it when the bucket goes: it goes to the working folder. */
async function takeStateOut({ terraform, say }: StackJob): Promise<void> {
  if (terraform.folder.keepsState) {
    say(
      `${terraform.stack.name}: going on with a destroy that did not end; its state is in ${terraform.folder.path}`,
    );
    return terraform.init({ backend: { local: {} } });
  }
  await terraform.init();
  await terraform.init({ backend: { local: {} }, args: ['-migrate-state', '-force-copy'] });
}
