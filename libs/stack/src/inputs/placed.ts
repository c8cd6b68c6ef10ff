import { Construct } from 'constructs';
import { idTakenTwice, notAnId, notAScope, reservedId } from '../errors';
import { noteProblem } from '../problems';
import { UserError } from '../user-error';
import { refusedText } from './stand-in';
import { inWords } from './words';

/**
 * Where a construct with an id that a person chose goes, and under which id. Where the id cannot be one or is taken, that is
 * noted as a problem, and the construct goes where it is in nobody's way: constructs' own error would hide all other
 * problems behind a stack trace.
 *
 * @throws UserError when there is nothing that it could be part of.
 */
export function placed(scope: Construct, id: string): [scope: Construct, id: string] {
  checkedScope(scope);
  const problem = whyNotAnId(id);
  if (problem) {
    noteProblem(scope, problem.message);
    return [aside(scope), 'unnamed'];
  }
  if (!scope.node.tryFindChild(id)) return [scope, id];
  noteProblem(scope, idTakenTwice(id).message);
  return [aside(scope), id];
}

/**
 * What a construct or a stack is to be part of.
 *
 * @throws UserError when it is no construct.
 */
export function checkedScope(scope: Construct): Construct {
  if (!Construct.isConstruct(scope)) throw notAScope(inWords(scope));
  return scope;
}

function whyNotAnId(id: unknown): UserError | undefined {
  if (typeof id !== 'string' || id === '') return notAnId(inWords(id));
  return id in {} ? reservedId(id) : undefined; // constructs keeps children in a plain object.
}

/** What is said of its name, and of names that are made of it, follows from the id that was refused. */
function aside(scope: Construct): Construct {
  return new Construct(scope, `${refusedText}-${scope.node.children.length}`);
}
