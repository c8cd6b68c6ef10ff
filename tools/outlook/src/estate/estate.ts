import { SynthesisedStack } from '@dotkom/synthesised';
import { Application, readApplication } from './application';
import { EstateStack, readEstateStack, stackKind } from './estate-stack';
import { Platform, readPlatform } from './platform';

/**
 * Everything that the stacks of a workspace would be once they are deployed and every service has a release: what fit, cost
 * and pictures are computed from. It is read from the synthesised stacks, and from nothing else.
 */
export interface Estate {
  /** Every stack, with what holds for each: owner, alarms, logs, how many resources of which type. */
  readonly stacks: readonly EstateStack[];
  /** The instances of the platform. */
  readonly platforms: readonly Platform[];
  /** One for each environment of each application. */
  readonly applications: readonly Application[];
}

/**
 * The estate of these stacks: those of every project, or of a part of them.
 *
 * @throws UserError when an instance type of a pool is not known.
 * @example
 * const estate = readEstate(projects.flatMap(({ root, name }) => readStacks(synthFolder(workspaceRoot, root), name)));
 */
export function readEstate(stacks: readonly SynthesisedStack[]): Estate {
  const platforms = stacks.filter((stack) => stackKind(stack) === 'platform').map(readPlatform);
  return {
    stacks: stacks.map(readEstateStack),
    platforms,
    applications: stacks
      .filter((stack) => stackKind(stack) === 'application')
      .map((stack) => readApplication(stack, platforms)),
  };
}

/** The applications that run on a platform. */
export function applicationsOn(estate: Estate, platform: string): Application[] {
  return estate.applications.filter((application) => application.platform === platform);
}
