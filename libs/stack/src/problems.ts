import { Construct } from 'constructs';
import { invalidStacks, ofProperty } from './errors';
import { refusedText } from './inputs/stand-in';
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
    noteProblem(scope, error.message);
    return standIn;
  }
}

/**
 * Gives a check that names the property it is of, where it fails: of a value alone nobody knows which of them it is.
 *
 * @param property its path in the props, as code says it.
 * @example
 * checked(this, inProperty('memory', () => mebibytes(props.memory)), 128); // 'memory': '512' is not an amount of memory. ...
 */
export function inProperty<T>(property: string, check: () => T): () => T {
  return () => {
    try {
      return check();
    } catch (error) {
      throw isUserError(error) ? ofProperty(property, error) : error;
    }
  };
}

/** Notes a problem at a construct, for {@link refuseProblems} to show. */
export function noteProblem(scope: Construct, message: string): void {
  scope.node.addValidation({ validate: () => [message] });
}

/** The trees whose code stopped before all of them was made. */
const unfinished = new WeakSet<Construct>();

/**
 * Looks, once everything is made, for what is not there. Where the code stopped before that, nothing is known of it: what
 * comes after the line that stopped it may be just that.
 *
 * @param missing gives the words for everything that should be there and is not.
 * @example
 * noteMissing(this, () => hosts.filter((host) => !answered.has(host)).map((host) => nobodyAnswers(host).message));
 */
export function noteMissing(scope: Construct, missing: () => string[]): void {
  scope.node.addValidation({
    validate: () => (unfinished.has(scope.node.root as Construct) ? [] : missing()),
  });
}

/** What is wrong, and where: the path of a construct, or a line of code. */
export interface Problem {
  readonly path: string;
  readonly message: string;
}

/**
 * Fails with every problem noted in the tree. What is wrong in the same way in several places, as in every environment, is
 * one problem.
 *
 * @param stoppedBy what kept the rest of the tree from being made: problems, too.
 * @throws UserError that lists them all, each with the path of its construct.
 */
export function refuseProblems(root: Construct, stoppedBy: readonly Problem[] = []): void {
  if (stoppedBy.length > 0) unfinished.add(root);
  const paths = new Map<string, Set<string>>();
  for (const { node } of root.node.findAll()) {
    for (const message of new Set(node.validate())) {
      if (message.includes(refusedText)) continue; // Follows from another problem.
      paths.set(message, (paths.get(message) ?? new Set()).add(asWritten(node.path)));
    }
  }
  const noted = new Set(paths.keys());
  for (const { path, message } of stoppedBy) {
    if (noted.has(message) || message.includes(refusedText)) continue;
    paths.set(message, (paths.get(message) ?? new Set()).add(path));
  }
  const problems = [...paths].map(([message, where]) => ({ path: [...where].join(', '), message }));
  if (problems.length > 0) throw invalidStacks(problems);
}

/** The path of a construct by what a person wrote, without where it was put aside since its name was refused. */
function asWritten(path: string): string {
  return path
    .split('/')
    .filter((part) => !part.startsWith(refusedText))
    .join('/');
}
