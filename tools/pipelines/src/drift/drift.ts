import { KeptState, PlanResult } from '@dotkom/deploying';
import { Row } from '@dotkom/deploying/preflight';
import { notAllTold, nothingPlanned } from './errors';
import { GitHub, Written } from '../github/github';
import {
  allEnvironments,
  drifted,
  leftBehind,
  notPlanned,
  openEnvironments,
  StackIssue,
  stackOfIssue,
} from './drift-issues';
import { StackInCode } from './stacks-in-code';

const label = 'drift';

/** What a night found out. */
export interface Night {
  readonly plans: readonly PlanResult[];
  /** The stacks that the code has. */
  readonly stacks: readonly StackInCode[];
  /** The states that have anything deployed; nothing where that, or all stacks of the code, could not be found out. */
  readonly deployed?: readonly KeptState[];
  /** How the environments of GitHub stand that roles trust; nothing where GitHub could not be asked. */
  readonly environments?: readonly Row[];
  /** The stacks that somebody deployed meanwhile: nothing is told of them, and what was told stays. */
  readonly underWay: ReadonlySet<string>;
  /** Where the run of the workflow can be read. */
  readonly run: string;
}

/**
 * Keeps one open issue for each stack that is not as its code says, that could not be planned, or that is deployed while
 * the code has it no more. It is closed once all is well. One that cannot be told of keeps no other from being told of.
 *
 * @throws UserError when not all of them could be told of, or none was planned, which is not the fault of any stack.
 */
export async function reportDrift(github: GitHub, night: Night): Promise<void> {
  if (night.plans.length === 0 && night.stacks.length > 0) throw nothingPlanned(night.stacks.length);
  const open = await github.openIssues(label);
  const wanted = issuesOf(night).filter(({ stack }) => !night.underWay.has(stack));
  const failures: string[] = [];
  const tryTo = (what: string, act: () => Promise<void>) =>
    act().catch((error: Error) => void failures.push(`${what}: ${error.message}`));

  for (const issue of wanted) {
    const existing = open.find(({ body }) => stackOfIssue(body) === issue.stack);
    await tryTo(issue.stack, () => keep(github, issue, existing));
  }
  for (const { number, body } of open) {
    const stack = stackOfIssue(body);
    if (!stack || wanted.some((issue) => issue.stack === stack) || !isWell(stack, night, body)) continue;
    await tryTo(stack, () => github.changeIssue(number, { state: 'closed' }));
  }
  if (failures.length > 0) throw notAllTold(failures);
}

/** The issues that there should be. */
function issuesOf({ plans, stacks, deployed = [], environments = [], run }: Night): StackIssue[] {
  const planned = new Set(plans.map(({ stack }) => stack));
  const inCode = new Set(stacks.map(({ stack }) => stack));
  return [
    ...plans.filter(({ hasChanges }) => hasChanges).map(drifted),
    ...stacks.filter(({ stack }) => !planned.has(stack)).map((stack) => notPlanned(stack, run)),
    ...deployed.filter(({ stack }) => !inCode.has(stack) && !planned.has(stack)).map(leftBehind),
    ...openEnvironments(environments),
  ];
}

/** Whether what no issue is wanted of is known to be as it should: a stack as its code says, or gone; each environment closed. */
function isWell(stack: string, { plans, deployed, environments, underWay }: Night, told: string): boolean {
  if (stack === allEnvironments)
    return (
      environments?.every(({ what, readiness }) => readiness === 'ready' || !told.includes(what)) ?? false
    );
  if (underWay.has(stack)) return false;
  return deployed !== undefined || plans.some((plan) => plan.stack === stack);
}

async function keep(github: GitHub, { title, body }: StackIssue, existing?: Written): Promise<void> {
  if (!existing) await github.openIssue(title, body, label);
  else if (existing.title !== title || existing.body !== body) {
    await github.changeIssue(existing.number, { title, body });
  }
}
