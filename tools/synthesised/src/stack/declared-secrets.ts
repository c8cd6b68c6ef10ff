import { resourcesOf, SynthesisedStack } from './synthesised-stack';

/** A secret that a container of a stack gets, by the parameter that holds its value. */
export interface DeclaredSecret {
  /** The last word of the parameter, which most containers get it under: `JWT_SECRET`. */
  readonly name: string;
  /** `/secrets/grades/prod/JWT_SECRET`. */
  readonly parameter: string;
  /** Which containers get it, by their construct: `grades-prod/backend`. */
  readonly usedBy: readonly string[];
}

/** How containers refer to a secret. A pattern, because the text of `container_definitions` is JSON only once Terraform has filled it in. */
const reference = /:parameter(\/secrets\/[\w./-]+)"/g;

/** The secrets that a person has to set before a stack can run: every one that a container refers to under `/secrets/`. */
export function declaredSecrets(stack: SynthesisedStack): DeclaredSecret[] {
  const users = new Map<string, Set<string>>();
  for (const { constructPath, config } of resourcesOf(stack, 'aws_ecs_task_definition')) {
    const service = constructPath.split('/').slice(0, 2).join('/');
    for (const [, parameter = ''] of String(config.container_definitions).matchAll(reference)) {
      if (madeByStack(stack, parameter)) continue;
      users.set(parameter, (users.get(parameter) ?? new Set()).add(service));
    }
  }
  return [...users]
    .map(([parameter, usedBy]) => ({
      name: parameter.slice(parameter.lastIndexOf('/') + 1),
      parameter,
      usedBy: [...usedBy].sort(),
    }))
    .sort((one, other) => (one.parameter < other.parameter ? -1 : 1));
}

/** What an application reaches its database by, the platform writes while the stack is deployed. */
function madeByStack(stack: SynthesisedStack, parameter: string): boolean {
  return (
    /\/DATABASE_(URL|PASSWORD)$/.test(parameter) && resourcesOf(stack, 'aws_lambda_invocation').length > 0
  );
}
