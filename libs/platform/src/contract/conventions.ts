/** What is agreed between the platform and those who use it, without the constructs that look it up. */
export { architectures, type Architecture } from './architecture';
export {
  connectionsKeptFree,
  databaseName,
  databasePasswordSecret,
  databasePort,
  databaseSecret,
  databaseSecretParameter,
  databaseSecrets,
  databaseTlsModes,
  databaseWishParameter,
  databaseWishPath,
  type DatabaseOwner,
  type DatabaseTls,
  type DatabaseWish,
} from './databases';
export { agentOffers, nodeCapacity, nodeInstanceTypes, reservedMebibytes } from './node-capacity';
export { platformFactNames, platformFacts, type PlatformFact } from './facts';
export { defaultPlatform, platformNames, platformStackName, type PlatformName } from './platforms';
export { dynamicHostPorts } from './ports';
export { certificateNames, zoneHolding, zoneNamed, zoneOfHost, zones, type Zone } from './zones';
