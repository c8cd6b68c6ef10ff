import { Construct } from 'constructs';
import { checked, checkedWord, placed, inProperty } from '@dotkom/stack';
import { formerlyTheSame } from './errors';

/** Under which name a service keeps what it holds, and below what it stands in the code. */
export interface Kept {
  readonly name: string;
  readonly scope: Construct;
}

/** Of a service that may have another name now. */
export interface Renamed {
  /**
   * The name that it had before. Its images, releases and log stay under that name, so that a new one loses nothing:
   * AWS renames none of them. Write it in the change that renames the service, and leave it there. @default none
   */
  readonly formerly?: string;
}

/**
 * Where a service keeps its images and its log: with itself, or, where it was called something else before, to the letter
 * where they were then. So Terraform finds them at the same address, and AWS under the same name.
 *
 * @throws UserError (as a problem of the service) when it was never called anything else, or another thing is called so.
 */
export function keptBy(service: Construct, name: string, { formerly }: Renamed): Kept {
  if (formerly === undefined) return { name, scope: service };
  const before = checked(
    service,
    inProperty('formerly', () => checkedFormerly(formerly, name)),
    undefined,
  );
  if (before === undefined) return { name, scope: service };
  const { scope = service } = service.node;
  return { name: before, scope: new Construct(...placed(scope, before)) };
}

function checkedFormerly(formerly: string, name: string): string {
  if (formerly === name) throw formerlyTheSame(name);
  return checkedWord('a service', formerly);
}
