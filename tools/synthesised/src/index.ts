export {
  assetsFolder,
  constructPathsOf,
  environmentOf,
  makesItsStateBucket,
  ownTags,
  readStack,
  readStacks,
  resourcesOf,
  stacksBelow,
  stacksIfAny,
  stateBucketOf,
  synthFolder,
  type Resource,
  type SynthesisedStack,
} from './stack/synthesised-stack';
export { jsonIn, settled, settledNumber } from './stack/expressions';
export { declaredSecrets, type DeclaredSecret } from './stack/declared-secrets';
export { needs } from './stack/needs';
export { otherAlarms, partsOf, type Part, type PartKind } from './stack/parts';
export { factsRead, factsWritten, platformOf } from './stack/platform-facts';
export { reachedByReleases } from './stack/reach';
export { references } from './stack/references';
export { configurations, selectStacks, type Configuration } from './stack/selection';
export { sessionDocument } from './stack/session-documents';
export { checkImages } from './images/check-images';
export { imageNeedsFile, imageNeedsWithout } from './images/image-needs';
export { connectionsOfServers, type ServerConnections } from './rules/database-connections';
export { tooManyConnections } from './rules/errors';
export { checkWorkspaceRules } from './rules/workspace-rules';
export {
  addressesFile,
  lineOf,
  readAddressList,
  writtenAddressList,
  type StackAddress,
} from './addresses/address-list';
export { guardedTypes } from './addresses/guarded-types';
export { checkAddresses, updateAddresses } from './addresses/project-addresses';
