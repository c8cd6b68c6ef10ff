/**
 * What is agreed on every stack and needs none to be made: names, files, units, errors. Tools read it from here, because
 * cdktf alone takes longer to load than most of them to run.
 */
export { awsProviderVersion } from './aws-provider';
export { Environment, environmentNames, type EnvironmentName } from './environment';
export { counted } from './counted';
export { checkedApplicationName } from './application-name';
export { deployedKey, organisation, regionOfSdks, stateKey } from './organisation';
export { outsideOfStack } from './errors';
export { type Stacks } from './create-stacks';
export { cpuUnits, type Cpu } from './units/cpu';
export { mebibytes, type Memory } from './units/memory';
export { inLargestUnit, seconds, type Duration } from './units/duration';
export { sessionMinutes } from './workflow-session';
export { isUserError, UserError } from './user-error';
export { runbooks, runbookUrl, type Runbook } from './observability/runbook';
export { checkedOwner, codeOf, isOwner, projectOf, readProject, stacksFile, type Project } from './project';
export { checkedWord } from './word';
export { closest } from './inputs/closest';
