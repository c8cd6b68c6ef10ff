import contract from './node-image.json';
import { Architecture } from '../contract';

/**
 * What the node image (packer/) and the platform agree by. The image is built from the same file, so a change here is
 * a change of the image: it takes effect when the platform is rolled to an image built after it.
 */
export const nodeImage = contract;

/** The name of an image of a version, such as the one that a launch template looks up. */
export function nodeImageName(architecture: Architecture, version: string): string {
  return contract.image.namePatterns[architecture].replace('*', version);
}

/**
 * The lines by which user data joins a node to its cluster: they append to the agent's configuration, in which the
 * image has already set all that holds for every node.
 *
 * @throws when a setting is missing, is the image's to make, or could not stand on a line of its own
 */
export function joinClusterLines(settings: Readonly<Record<string, string>>): string[] {
  const { required, optional } = contract.ecsAgent.setByUserData;
  const missing = required.filter((key) => !(key in settings));
  if (missing.length > 0)
    throw new Error(`User data must set ${missing.join(', ')}: the node image leaves it to it.`);
  for (const [key, value] of Object.entries(settings)) {
    if (![...required, ...optional].includes(key)) {
      throw new Error(
        `User data may not set ${key}: node-image.json does not name it as a setting of user data.`,
      );
    }
    if (/[\r\n]/.test(value)) throw new Error(`The value of ${key} holds a line break: '${value}'.`);
  }
  const lines = Object.entries(settings).map(([key, value]) => `${key}=${value}`);
  return [`cat >> ${contract.ecsAgent.configFile} <<'END_OF_CONFIG'`, ...lines, 'END_OF_CONFIG'];
}
