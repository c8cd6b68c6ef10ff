import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Architecture = 'amd64' | 'arm64';

/** What of the contract file the programs of this project read. */
export interface NodeImageContract {
  readonly contractVersion: number;
  readonly image: {
    /** The image's name; its version takes the place of the star. */
    readonly namePatterns: Readonly<Record<Architecture, string>>;
    /** The tags by which an image is known as one of this project's. */
    readonly tags: Readonly<Record<string, string>>;
    readonly releaseFile: string;
  };
  readonly ecsAgent: {
    readonly configFile: string;
    readonly minimumVersion: string;
    readonly setByImage: Readonly<Record<string, string>>;
    readonly setByUserData: { readonly required: readonly string[]; readonly optional: readonly string[] };
  };
  readonly dynamicHostPorts: { readonly first: number; readonly last: number };
  readonly metadata: { readonly guardUnit: string; readonly hopLimit: number };
}

/** The folder of the workspace, from which Packer runs. */
export const workspace = join(__dirname, '..');

/** Where the contract file is, from the workspace. */
export const contractFile = 'libs/platform/src/cluster/node-image.json';

/** Reads the file that this image and the nodes' user data agree by. */
export function readContract(): NodeImageContract {
  return JSON.parse(readFileSync(join(workspace, contractFile), 'utf8')) as NodeImageContract;
}
