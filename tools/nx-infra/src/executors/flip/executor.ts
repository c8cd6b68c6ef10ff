import { ExecutorContext } from '@nx/devkit';
import { join } from 'node:path';
import { checkTerraform, FlipChoices, flipHost } from '@dotkom/deploying';
import { checkWorkspaceRules } from '@dotkom/synthesised';
import { AccountOptions, selectFor } from '../each-stack';
import { notSynthesisedAgain } from '../errors';
import { forPeople, sayWarning } from '../people';
import synth from '../synth/executor';
import { projectRootOf, stacksOf, workspaceStacks } from '../workspace';

export type FlipOptions = AccountOptions & FlipChoices;

/**
 * `nx run <application>:flip -c <environment> --host grades.no`: leads one host from where adoption.json holds it to where the
 * code says, by a plan of its records alone. `--back` leads it where it led before.
 */
export default function flip(options: FlipOptions, context: ExecutorContext): Promise<{ success: boolean }> {
  return forPeople(async () => {
    const selection = await selectFor('flip', options, context);
    if (!selection) return true;
    checkWorkspaceRules(workspaceStacks(context), sayWarning);
    checkTerraform();
    const folder = join(context.root, projectRootOf(context));
    const synthesise = async () => {
      const { success } = await synth({}, context);
      if (!success) throw notSynthesisedAgain(selection.project.name);
      return stacksOf(context);
    };
    return flipHost(selection, { folder, synthesise }, options);
  });
}
