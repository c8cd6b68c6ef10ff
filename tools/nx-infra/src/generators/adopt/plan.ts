import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { checkTerraform } from '@dotkom/deploying';
import { nxByItself } from '@dotkom/processes';
import { Adoption } from '@dotkom/stack/adoption';
import { isUserError } from '@dotkom/stack/conventions';
import { Configuration, configurations } from '@dotkom/synthesised';
import { adoptedNotPlanned, nobodyToPlanFor, planNotAskedFor } from '../errors';

/** A `diff` of a project, as Nx is told it and as people give it. */
export interface PlanCommand {
  readonly project: string;
  readonly configuration: Configuration;
}

/**
 * What plans what a project takes over: one command for each environment that does, or for the one that is asked for.
 *
 * @param asked @default each environment that takes something over; prod where none does
 */
export function planCommands(project: string, adoption: Adoption, asked?: Configuration): PlanCommand[] {
  const adopting = configurations.filter((each) => each !== 'local' && adoption[each]);
  const chosen = asked ? [asked] : adopting.length > 0 ? adopting : (['prod'] as const);
  return chosen.map((configuration) => ({ project, configuration }));
}

/** Why no plan is made, in words; nothing where one can be. */
export function whyNoPlan(isAskedFor = true, isSignedIn: boolean): string | undefined {
  if (!isAskedFor) return planNotAskedFor();
  if (!isSignedIn) return nobodyToPlanFor();
  try {
    checkTerraform();
    return undefined;
  } catch (error) {
    if (isUserError(error)) return error.message;
    throw error;
  }
}

/**
 * Plans, and shows each plan as it comes. It changes nothing, and takes no lock.
 *
 * @throws UserError when a plan is refused or cannot be made; what was written stays.
 */
export function plan(workspaceRoot: string, commands: readonly PlanCommand[]): void {
  const failed = commands.filter(({ project, configuration }) => {
    const args = ['run', `${project}:diff:${configuration}`, '--outputStyle=stream-without-prefixes'];
    const { status } = spawnSync(join(workspaceRoot, 'node_modules', '.bin', 'nx'), args, {
      cwd: workspaceRoot,
      env: { ...process.env, ...nxByItself },
      stdio: 'inherit',
    });
    return status !== 0;
  });
  if (failed.length > 0) throw adoptedNotPlanned(failed);
}
