export {
  accountFor,
  localAccount,
  localAwsFolder,
  localAwsFolderVariable,
  rehearsalAccount,
  type Account,
} from './account/account';
export { clientConfig, forPerson } from './account/clients';
export { forEachStackOf, type Selection, type StackJob } from './job/stack-job';
export { deployStack, type DeployChoices } from './deploy/deploy-stack';
export { destroyStack } from './deploy/destroy-stack';
export { adopt, type Adopted } from './adoption/adopt';
export { AdoptionFile } from './adoption/adoption-file';
export { flipHost, type FlipChoices } from './adoption/flip-host';
export { forgettings, type Forgetting } from './adoption/forget';
export { withWhatIsLeft } from './adoption/left-in';
export { readOldState, type OldState } from './adoption/old-state';
export { refuseOtherAccount } from './adoption/own-account';
export { isInS3, readStateInS3 } from './adoption/state-in-s3';
export { withoutSuccessor } from './adoption/without-successor';
export { diffStack } from './deploy/diff-stack';
export { validateStack } from './deploy/validate-stack';
export { releaseFailedBefore, releasesWait } from './deploy/errors';
export { refusedChanges } from './deploy/refused-changes';
export { planDigest, readPlanResult, type PlanResult } from './deploy/plan-result';
export { readResult, type DeployResult, type ServiceDescription } from './deploy/result';
export { type JobChoices, runJob } from './jobs/run-job';
export { releaseImage, type ReleaseChoices } from './releases/release-image';
export { generateMissingSecrets } from './secrets/missing-secrets';
export { generateSecrets, listSecrets, setSecret } from './secrets/set-secrets';
export { showLogs, type LogChoices } from './logs/logs';
export { showStatus, type StatusChoices } from './status/status';
export { deployedStates, type KeptState } from './state/deployed-states';
export { endTerraform } from './terraform/end-terraform';
export { KeptProvider } from './terraform/kept-provider';
export { type State } from './terraform/state';
export { waitForTerraform } from './terraform/wait-for-terraform';
export { planSummary, type Change } from './terraform/plan-summary';
export { checkTerraform } from './terraform/installation';
export { providerEnvironment, registryOrMirror } from './terraform/provider-source';
export { unattended } from './terraform/unattended';
