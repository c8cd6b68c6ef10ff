import { organisation } from '@dotkom/stack/conventions';

/** A tag, as the services of AWS write it, in one way or another. */
interface Tag {
  readonly Key?: string;
  readonly Value?: string;
}

/** Whether something has the tag that every resource of this repository's stacks has. */
export function isOurs(tags: readonly Tag[] = []): boolean {
  return tags.some(({ Key, Value }) => Key === 'Repository' && Value === organisation.repository);
}
