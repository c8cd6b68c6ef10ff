import { jsonOf, referred, resources, SynthesisedStack } from './synthesised';

/** The account's number in what {@link rolesOf} gives. */
export const account = '123456789012';

/** A statement of IAM as AWS gets it. */
export interface IamStatement {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string[];
  readonly Resource: string[];
  readonly Condition?: Record<string, Record<string, string | string[]>>;
}

export interface Role {
  readonly name: string;
  readonly path: string;
  readonly boundary: string;
  readonly trust: Record<string, any>;
  /** What its own policy says, as AWS gets it. */
  readonly policy: string;
  /** All it may do, by its own and by shared policies. */
  readonly statements: readonly IamStatement[];
}

/** The roles of a stack by their names, with what each may do. */
export function rolesOf(stack: SynthesisedStack): Record<string, Role> {
  const statementsOf = (policy: string): IamStatement[] => jsonOf(inAccount(stack, policy)).Statement;
  return Object.fromEntries(
    resources(stack, 'aws_iam_role').map((role) => {
      const isOf = (each: Record<string, any>) => referred(stack, each['role']) === role;
      const [own, ...others] = resources(stack, 'aws_iam_role_policy').filter(isOf);
      if (!own || others.length > 0) throw new Error(`Expected one policy of ${role['name']}.`);
      const shared = resources(stack, 'aws_iam_role_policy_attachment')
        .filter(isOf)
        .map((each) => referred(stack, each['policy_arn'])['policy']);
      const found: Role = {
        name: role['name'],
        path: role['path'],
        boundary: inAccount(stack, role['permissions_boundary']),
        trust: jsonOf(role['assume_role_policy']),
        policy: inAccount(stack, own['policy']),
        statements: [own['policy'], ...shared].flatMap(statementsOf),
      };
      return [found.name, found];
    }),
  );
}

/** What Terraform makes of a text: with the account's number, and the ARNs of the stack's own policies. */
export function inAccount(stack: SynthesisedStack, text: string): string {
  return text
    .replace(/\$\{data\.aws_caller_identity\.\w+\.account_id\}/g, account)
    .replace(
      /\$\{aws_iam_policy\.[\w-]+\.arn\}/g,
      (each) => `arn:aws:iam::${account}:policy/${referred(stack, each)['name']}`,
    );
}

/** Whether a pattern of IAM covers a value: `*` is any text. */
export function covers(pattern: string, value: string): boolean {
  const literal = pattern.split('*').map((each) => each.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('.*')}$`, 'is').test(value);
}

/** The statements that allow an action on a resource, or only the action; conditions are for the reader to judge. */
export function allowing(
  statements: readonly IamStatement[],
  action: string,
  resource?: string,
): IamStatement[] {
  const about = (effect: string) =>
    statements.filter(
      ({ Effect, Action, Resource }) =>
        Effect === effect &&
        Action.some((each) => covers(each, action)) &&
        (resource === undefined || Resource.some((each) => covers(each, resource))),
    );
  const denied = about('Deny').some(
    ({ Condition, Resource }) => !Condition && (resource || Resource.includes('*')),
  );
  return denied ? [] : about('Allow');
}

/** What a request says of itself, by condition key. */
export type RequestContext = Readonly<Record<string, string>>;

/** Whether a request that says this of itself is allowed an action on a resource. */
export function isAllowed(
  statements: readonly IamStatement[],
  action: string,
  resource: string,
  context: RequestContext = {},
): boolean {
  const meets = (statement: IamStatement) => meetsConditions(statement, context);
  const allows = (each: IamStatement) => allowing([each], action, resource).length > 0;
  const denies = (each: IamStatement) => each.Effect === 'Deny' && allows({ ...each, Effect: 'Allow' });
  return !statements.some((each) => denies(each) && meets(each)) && statements.filter(allows).some(meets);
}

function meetsConditions({ Condition = {} }: IamStatement, context: RequestContext): boolean {
  return Object.entries(Condition).every(([operator, keys]) => {
    const known = /^(?:ForAllValues:)?(?:String|Arn)(Not)?(?:Equals|Like)(IfExists)?$/.exec(operator);
    if (!known) throw new Error(`No test knows the condition ${operator}.`);
    const [, not, ifExists] = known;
    return Object.entries(keys).every(([key, expected]) => {
      const value = context[key];
      if (value === undefined) return Boolean(not ?? ifExists);
      return [expected].flat().some((each) => covers(each, value)) !== Boolean(not);
    });
  });
}
