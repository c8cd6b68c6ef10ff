import { accountFor, deployedStates, KeptState } from '@dotkom/deploying';
import { environmentRows, githubOf, Row } from '@dotkom/deploying/preflight';
import { organisation } from '@dotkom/stack/conventions';
import { SynthesisedStack } from '@dotkom/synthesised';
import { GitHub } from '../github/github';
import { readPlans } from '../plans/plans';
import { reportDrift } from './drift';
import { leftBehindUnknown } from './errors';
import { stacksInCode } from './stacks-in-code';
import { stacksUnderWay } from './under-way';

/**
 * Tells of all that a night's plans, the code and the states show, and then fails where something could not be found out.
 *
 * @param env of the workflow: which run it is.
 */
export async function tellDrift(
  github: GitHub,
  workspaceRoot: string,
  env: NodeJS.ProcessEnv,
): Promise<{ told: number; stacks: number }> {
  const { stacks, synthesised, notSynthesised } = stacksInCode(workspaceRoot);
  let unknown = notSynthesised.length > 0 ? `${notSynthesised.join(', ')} could not be synthesised` : '';
  const states = await statesOfTheAccount(workspaceRoot).catch((error: Error) => {
    unknown ||= `the states could not be read (${error.message})`;
    return undefined;
  });
  const environments = await environmentsOf(synthesised, env).catch((error: Error) => {
    unknown ||= `GitHub could not be asked for its environments (${error.message})`;
    return undefined;
  });
  const plans = readPlans(workspaceRoot);
  await reportDrift(github, {
    plans,
    stacks,
    deployed: notSynthesised.length === 0 ? states : undefined,
    environments: notSynthesised.length === 0 ? environments : undefined,
    underWay: stacksUnderWay(plans, states ?? []),
    run: `${env['GITHUB_SERVER_URL']}/${env['GITHUB_REPOSITORY']}/actions/runs/${env['GITHUB_RUN_ID']}`,
  });
  if (unknown) throw leftBehindUnknown(unknown);
  return { told: plans.length, stacks: stacks.length };
}

/** How the environments of GitHub stand that roles trust, as far as the workflow's token may see them. */
async function environmentsOf(
  stacks: readonly SynthesisedStack[],
  env: NodeJS.ProcessEnv,
): Promise<Row[] | undefined> {
  const ask = githubOf(env, env['GITHUB_API_URL']);
  return ask && environmentRows(stacks, ask);
}

async function statesOfTheAccount(workspaceRoot: string): Promise<KeptState[]> {
  return deployedStates(organisation.stateBucket, await accountFor('prod', workspaceRoot));
}
