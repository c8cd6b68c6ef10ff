import { organisation } from '@dotkom/stack/conventions';
import { Existing, withOwner } from '../adoption/whose';
import { notReady, Row } from './row';

/** A tag, as the services of AWS write it, in one way or another. */
interface Tag {
  readonly Key?: string;
  readonly Value?: string;
}

/** Whether something has the tag that every resource of this repository's stacks has. */
export function isOurs(tags: readonly Tag[] = []): boolean {
  return tags.some(({ Key, Value }) => Key === 'Repository' && Value === organisation.repository);
}

/** That something has a name which a stack would give, and is somebody else's, with whose by its tags. */
export function notOurs(existing: Existing, todo: string): Row {
  return notReady(`The ${existing.what}`, `exists, and is not ours: ${withOwner(existing)}`, todo);
}
