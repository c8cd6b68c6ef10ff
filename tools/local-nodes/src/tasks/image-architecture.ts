import { TaskDefinition } from '@aws-sdk/client-ecs';
import { EngineImage } from '../engine/engine';

const ofDefinitions: Record<string, string> = { ARM64: 'arm64', X86_64: 'amd64' };
const ofNode: Partial<Record<NodeJS.Architecture, string>> = { arm64: 'arm64', x64: 'amd64' };

/** The architecture of this machine, as images name it. */
export function architectureHere(): string {
  return ofNode[process.arch] ?? process.arch;
}

/** The architecture of the nodes that a task is meant for. */
export function architectureOf({ runtimePlatform }: TaskDefinition): string | undefined {
  return ofDefinitions[runtimePlatform?.cpuArchitecture ?? ''];
}

/**
 * Refuses an image that its nodes could not run. One of this machine's own architecture runs here all the same, since
 * that is what a build on it gives; whoever records it is told (see `release --image`).
 *
 * @throws Error in ECS's words.
 */
export function refuseArchitecture({ architecture }: EngineImage, definition: TaskDefinition): void {
  const wanted = architectureOf(definition);
  if (wanted === undefined || architecture === wanted || architecture === architectureHere()) return;
  throw new Error(
    `CannotPullContainerError: image Manifest does not contain descriptor matching platform 'linux/${wanted}': ` +
      `the image is for linux/${architecture}. Build it with --platform linux/${wanted}`,
  );
}
