import { Construct } from 'constructs';
import { invalidStacks } from './errors';
import { isUserError } from './user-error';

/**
 * Runs a check and, where it fails, notes the problem at the construct and goes on with a stand-in, so that a
 * person sees all problems of a stack in one message. A stack with a problem is never written.
 *
 * @example
 * const memory = checked(this, () => mebibytes(props.memory), 128);
 */
export function checked<T>(scope: Construct, check: () => T, standIn: T): T {
  try {
    return check();
  } catch (error) {
    if (!isUserError(error)) throw error;
    const { message } = error;
    scope.node.addValidation({ validate: () => [message] });
    return standIn;
  }
}

/**
 * Fails with every problem noted in the tree. What is wrong in the same way in several places, as in every environment, is
 * one problem.
 *
 * @throws UserError that lists them all, each with the path of its construct.
 */
export function refuseProblems(root: Construct): void {
  const paths = new Map<string, string[]>();
  for (const { node } of root.node.findAll()) {
    for (const message of node.validate()) paths.set(message, [...(paths.get(message) ?? []), node.path]);
  }
  const problems = [...paths].map(([message, where]) => ({ path: where.join(', '), message }));
  if (problems.length > 0) throw invalidStacks(problems);
}
