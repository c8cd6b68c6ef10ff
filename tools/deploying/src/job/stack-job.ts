import { Project } from '@dotkom/stack/conventions';
import { Configuration, SynthesisedStack } from '@dotkom/synthesised';
import { Account } from '../account/account';
import { withLock } from '@dotkom/processes';
import { StackTerraform } from '../terraform/stack-terraform';

/** What a command works on: the stacks of a project that a configuration is about, and where they are deployed to. */
export interface Selection {
  readonly stacks: readonly SynthesisedStack[];
  readonly project: Project;
  readonly account: Account;
  readonly configuration: Configuration;
  /** Tells a person a line of what is going on. */
  readonly say: (line: string) => void;
}

/** One stack and what it takes to work on it. */
export interface StackJob extends Omit<Selection, 'stacks'> {
  readonly stack: SynthesisedStack;
  readonly terraform: StackTerraform;
}

/**
 * Does something for each stack of a selection, all at once; a stack that another command in this folder is at work on
 * waits for its turn. What fails keeps no other from its end.
 *
 * @returns why each that failed did.
 */
export async function forEachStackOf(
  { stacks, ...shared }: Selection,
  act: (job: StackJob) => Promise<void>,
): Promise<unknown[]> {
  const { account, say } = shared;
  const outcomes = await Promise.allSettled(
    stacks.map(async (stack) => {
      const job = { stack, terraform: await StackTerraform.for(stack, account, say), ...shared };
      await withLock(
        job.terraform.folder.lockFile,
        () => act(job).finally(() => job.terraform.end()),
        (pid) => say(`${stack.name}: waiting for another command that is at work on it (process ${pid})`),
      );
    }),
  );
  return outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => reason);
}
