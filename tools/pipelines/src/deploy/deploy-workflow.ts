import { WorkflowRun } from '../github/github';

/** The workflow whose runs take turns, each with the code of its own commit. */
export const deployWorkflow = 'deploy.yml';

/** What a run is called that was started by hand for some projects alone. */
const titleOfPartial = /^Deploy of .+ alone$/;

/** Whether a run deployed some projects alone: what the others have since, it says nothing of. */
export function isPartial({ event, display_title }: WorkflowRun): boolean {
  return event === 'workflow_dispatch' && titleOfPartial.test(display_title);
}
