import { ExecutorContext } from '@nx/devkit';
import { ReleaseChoices, releaseImage } from '@dotkom/deploying';
import { AccountOptions, forEachStack } from '../each-stack';

export type ReleaseOptions = AccountOptions & ReleaseChoices;

/**
 * `nx run <application>:release -c <environment> --service NAME --digest sha256:...`: records which image a service runs,
 * deploys it and reports. `--rollback` goes back to the one before.
 */
export default function release(
  options: ReleaseOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return forEachStack('run-release', options, context, (job) => releaseImage(job, options));
}
