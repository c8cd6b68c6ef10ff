import { Construct } from 'constructs';
import { checked, inWords, Statement } from '@dotkom/stack';
import { notAGrantee } from './errors';

/**
 * Whatever runs with a task role of its own and can be given permissions: a web service, a worker, a job. Constructs
 * that others use give them by intent: `bucket.grantRead(service)`, never by a policy in an application's file.
 */
export interface Grantee {
  /** Adds to what its task role may do. What is granted twice is granted once. */
  allow(statement: Statement): void;
}

const nobody: Grantee = { allow: () => undefined };

/** Gives a permission on a construct. What can be given none is noted as a problem at the construct. */
export function grantTo(grantee: Grantee, construct: Construct, statement: Statement): void {
  checked(construct, () => checkedGrantee(grantee), nobody).allow(statement);
}

function checkedGrantee(given: Grantee | undefined): Grantee {
  if (typeof given?.allow !== 'function') throw notAGrantee(inWords(given));
  return given;
}
