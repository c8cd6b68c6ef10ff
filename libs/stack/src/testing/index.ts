export {
  jsonOf,
  onlyResource,
  referred,
  resources,
  synthesised,
  synthesisedStacks,
  testApp,
  writtenStacks,
  type SynthesisedStack,
} from './synthesised';
export { linesOfCode } from './lines-of-code';
export {
  account,
  allowing,
  covers,
  inAccount,
  isAllowed,
  rolesOf,
  type IamStatement,
  type RequestContext,
  type Role,
} from './iam';
export { brokenInvariants, publicParts } from './invariants';
