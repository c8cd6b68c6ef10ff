import { architectureHere, noSuchEngineImage, requireEngine } from '@dotkom/local-nodes';
import { resourcesOf, SynthesisedStack } from '@dotkom/synthesised';
import { StackJob } from '../job/stack-job';
import { imageIsLocal, ofAnotherArchitecture } from './errors';

/**
 * The id of an image of this machine's engine, which stands for its digest: the nodes of the AWS of this machine find
 * the image by it. Nothing where no image was named.
 *
 * @throws UserError where it is meant for another account, no engine answers, or the engine does not have it.
 */
export async function engineImage(
  { account, stack, say }: StackJob,
  service: string,
  image: string | undefined,
): Promise<string | undefined> {
  if (image === undefined) return undefined;
  if (!account.isLocal) throw imageIsLocal(image);
  const engine = await requireEngine();
  const found = await engine.image(image);
  if (!found) throw noSuchEngineImage(engine.program, image);
  const wanted = architectureOf(stack, service);
  if (found.architecture !== wanted && found.architecture === architectureHere()) {
    say(ofAnotherArchitecture(image, found.architecture, wanted));
  }
  return found.id;
}

function architectureOf(stack: SynthesisedStack, service: string): string {
  const definition = resourcesOf(stack, 'aws_ecs_task_definition').find(({ constructPath }) =>
    constructPath.startsWith(`${stack.name}/${service}/`),
  );
  return definition?.config.runtime_platform?.cpu_architecture === 'ARM64' ? 'arm64' : 'amd64';
}
