import { join, resolve } from 'node:path';
import { findLocalAws, localAwsEnvironment } from '@dotkom/local-aws';
import { Configuration } from '@dotkom/synthesised';
import { localAwsNotRunning } from './errors';
import './quiet-sdk';

/** Where a deploy goes: the AWS account that the shell is signed in to, or the AWS of this machine. */
export interface Account {
  readonly isLocal: boolean;
  /** Whether it is the AWS of this machine in the place of the real account: see {@link rehearsalAccount}. @default false */
  readonly isRehearsal?: boolean;
  readonly env: NodeJS.ProcessEnv;
  /** Where the working folders of its stacks are: plans, results, and what Terraform keeps. */
  readonly folder: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** Which local AWS is meant when there is more than one, as the end-to-end test has one of its own. */
export const localAwsFolderVariable = 'LOCAL_AWS_DIR';

/** The folder of the local AWS that is meant. */
export function localAwsFolder(workspaceRoot: string, env: NodeJS.ProcessEnv = process.env): string {
  return resolve(workspaceRoot, env[localAwsFolderVariable] || 'dist');
}

/**
 * The account that a configuration goes to.
 *
 * @throws UserError for `local` when the AWS of this machine is not running.
 */
export async function accountFor(configuration: Configuration, workspaceRoot: string): Promise<Account> {
  if (configuration !== 'local') {
    return { isLocal: false, env: process.env, folder: join(workspaceRoot, 'dist', 'aws'), variables: {} };
  }
  const dir = localAwsFolder(workspaceRoot);
  const local = await findLocalAws({ workspaceRoot, dir });
  if (!local) throw localAwsNotRunning();
  return localAccount(local.endpoint, join(dir, 'local'));
}

/** The AWS of this machine as an account, by its address. */
export function localAccount(endpoint: string, folder = join('dist', 'local')): Account {
  return {
    isLocal: true,
    env: { ...process.env, ...localAwsEnvironment(endpoint) },
    folder,
    variables: { deletion_protection: 'false', discard_data: 'true' }, // All of it may be thrown away.
  };
}

/**
 * The AWS of this machine in the place of the real account: everything is done as it is there, and nothing is left out or
 * forgiven because it is here.
 *
 * @param caller who does it, by whose name the AWS of this machine records it.
 * @param folder where the working folders of its stacks are.
 */
export function rehearsalAccount(endpoint: string, caller: string, folder: string): Account {
  return {
    isLocal: false,
    isRehearsal: true,
    env: { ...process.env, ...localAwsEnvironment(endpoint, caller) },
    folder,
    variables: {},
  };
}

/** Whether an account is the AWS of this machine, as whatever it is taken. */
export function isOnThisMachine({ isLocal, isRehearsal = false }: Account): boolean {
  return isLocal || isRehearsal;
}
