import { run } from './command';

/** The first Packer that knows all of the template; newer.pkr.hcl asks for the same. */
export const firstSufficient = '1.14.1';

export interface InstalledPacker {
  readonly version: string;
  /** Whether it knows all of the template, or validates it with the stand-in in newer.pkr.hcl's place. */
  readonly sufficient: boolean;
}

/** What `packer version` says; undefined without Packer, also where cracklib has a command of the same name. */
export function installedPacker(cwd: string): InstalledPacker | undefined {
  return parsePackerVersion(run('packer', ['version'], cwd).output);
}

/** Reads the output of `packer version`. */
export function parsePackerVersion(output: string): InstalledPacker | undefined {
  const version = /^Packer v(\d+\.\d+\.\d+)/m.exec(output)?.[1];
  return version === undefined ? undefined : { version, sufficient: isAtLeast(version, firstSufficient) };
}

function isAtLeast(version: string, least: string): boolean {
  return version.localeCompare(least, 'en', { numeric: true }) >= 0;
}
