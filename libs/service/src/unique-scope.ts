import { Construct } from 'constructs';
import { checked } from '@dotkom/stack';
import { nameTakenTwice } from './errors';

/**
 * The scope for a construct with an id that a person chose. Where the id is taken, that is noted as a problem, and the
 * construct goes where it is in nobody's way: constructs' own error would hide all other problems behind a stack trace.
 */
export function uniqueScope(scope: Construct, id: string): Construct {
  if (!scope.node.tryFindChild(id)) return scope;
  checked(
    scope,
    () => {
      throw nameTakenTwice(id);
    },
    undefined,
  );
  const aside = `Taken-${scope.node.children.length}`;
  return new Construct(scope, aside);
}
