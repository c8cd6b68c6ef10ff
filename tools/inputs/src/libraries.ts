import { join } from 'node:path';
import { InputTypes } from '@dotkom/stack/inputs';
import { describeConstructs } from './describe-constructs';

/** The libraries whose constructs say what they may be given, and the files that say what they export. */
export const libraries: Readonly<Record<string, readonly string[]>> = {
  'libs/stack': ['src/index.ts'],
  'libs/platform': ['src/index.ts', 'src/contract/index.ts'],
  'libs/service': ['src/index.ts'],
};

/** What each library's types.json has to hold, from the TypeScript types as they are now; by its path from the root. */
export function describeLibraries(root: string): Readonly<Record<string, InputTypes>> {
  const described = describeConstructs(
    root,
    Object.entries(libraries).map(([folder, files]) => files.map((file) => join(root, folder, file))),
  );
  return Object.fromEntries(
    Object.keys(libraries).map((folder, index) => [`${folder}/src/inputs/types.json`, described[index]!]),
  );
}
