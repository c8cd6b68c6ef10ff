import { ContainerDefinition, TaskDefinition } from '@aws-sdk/client-ecs';
import { Engine, EngineImage } from '../engine/engine';

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

/** The engine's image that a definition names: by the digest of a release, which is the image's id, or by its name. */
export async function imageOf(engine: Engine, image: string): Promise<EngineImage | undefined> {
  const [, digest] = /@(sha256:[0-9a-f]{64})$/.exec(image) ?? [];
  return (digest && (await engine.image(digest))) || engine.image(image);
}

/** The image that a container of a task runs. @throws Error in ECS's words where there is none that its nodes could run. */
export async function imageToRun(
  engine: Engine,
  { image = '' }: ContainerDefinition,
  task: TaskDefinition,
): Promise<EngineImage> {
  const found = await imageOf(engine, image).catch((error: Error) => {
    throw new Error(`CannotPullContainerError: ${error.message}`);
  });
  if (!found) throw new Error(`CannotPullContainerError: this machine's engine has no image ${image}`);
  refuseArchitecture(found, task);
  return found;
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
