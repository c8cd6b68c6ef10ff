import { Construct } from 'constructs';
import { checked } from '@dotkom/stack';
import { nameTakenTwice } from './errors';

/**
 * Where a construct with an id that a person chose goes, and under which id. Where the id is taken, that is noted as a
 * problem, and the construct goes where it is in nobody's way: constructs' own error would hide all other problems behind
 * a stack trace. So would an empty id, which is refused as a name later.
 */
export function placed(scope: Construct, id: string): [scope: Construct, id: string] {
  if (id === '') return [aside(scope), 'unnamed'];
  if (!scope.node.tryFindChild(id)) return [scope, id];
  const refuse = () => {
    throw nameTakenTwice(id);
  };
  checked(scope, refuse, undefined);
  return [aside(scope), id];
}

function aside(scope: Construct): Construct {
  return new Construct(scope, `Aside-${scope.node.children.length}`);
}
