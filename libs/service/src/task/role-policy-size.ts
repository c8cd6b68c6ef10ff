import { Construct } from 'constructs';
import { DefaultTokenResolver, StringConcat, TerraformResource, Token, Tokenization } from 'cdktf';
import { policy, Statement } from '@dotkom/stack';
import { policyTooLong } from './errors';
import { ApplicationStack } from '../application-stack';

/**
 * How long all policies of one role may be together, in characters without white space.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const ofIam = 10_240;
/** 15 % stay free, so that a construct which asks for one action more fails nobody's deploy. */
const most = Math.floor(ofIam * 0.85);

/** No ARN of what can be granted says more before the name: `arn:aws:logs:eu-north-1:123456789012:log-group:`. */
const longestBeforeName = 50;
/** SQS's, the longest of a name that is not known. */
const longestName = 80;
const accountDigits = 12;

/** What is wrong with the length of a role's policy, for `addValidation`: nothing where IAM takes it. */
export function policyTooLongFor(
  scope: Construct,
  kind: 'task' | 'execution',
  statements: readonly Statement[],
): string[] {
  const length = lengthOf(scope, policy(statements));
  if (length <= most) return [];
  const things = new Set(statements.flatMap(({ resources }) => resources)).size;
  return [policyTooLong(kind, { length, most, ofIam, things }).message];
}

/** How long a text is at most once Terraform has put account and ARNs into it. */
function lengthOf(scope: Construct, text: string): number {
  const stack = ApplicationStack.of(scope);
  const resolver = new DefaultTokenResolver(new StringConcat());
  const resolved: string = Tokenization.resolve(text, { scope: stack, preparing: false, resolver });
  const names = namesOf(stack);
  return resolved.replace(/\$\{([^}]*)\}/g, (_, expression: string) => {
    if (/^data\.aws_caller_identity\..*\.account_id$/.test(expression)) return ' '.repeat(accountDigits);
    const [, resource = ''] = /^(.+)\.\w+$/.exec(expression) ?? [];
    return ' '.repeat(longestBeforeName + (names.get(resource) ?? longestName));
  }).length;
}

/** How long the name of each resource is that the stack gives one to, by its address. */
function namesOf(stack: ApplicationStack): ReadonlyMap<string, number> {
  const resources = stack.node.findAll().filter((each) => TerraformResource.isTerraformResource(each));
  return new Map(
    resources.flatMap((resource) => {
      const { nameInput, bucketInput } = resource as { nameInput?: unknown; bucketInput?: unknown };
      const name = nameInput ?? bucketInput;
      const address = `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
      return typeof name === 'string' && !Token.isUnresolved(name) ? [[address, name.length] as const] : [];
    }),
  );
}
