import { Resource, resourcesOf, SynthesisedStack } from '../stack/synthesised-stack';

/**
 * Which gateway a listener in a stack's code is on. Applications find it by the platform's fact, and the platform makes it
 * and writes that fact: both name the platform. A listener that is neither stands for itself.
 *
 * @param listener the expression by which a resource of the stack names the listener.
 */
export function gatewayOf(stack: SynthesisedStack, listener: unknown): string {
  const own = resourcesOf(stack, 'aws_ssm_parameter').find(
    ({ config }) => config.value === listener && platformIn(config.name),
  );
  return platformIn(own ? own.config.name : listener) ?? `${stack.name} ${String(listener)}`;
}

function platformIn(text: unknown): string | undefined {
  return /\/platform\/([^/]+)\/https-listener-arn/.exec(String(text))?.[1];
}

/** A resource of a stack that is about a listener, with the gateway that it is on. */
export interface OnGateway {
  readonly stack: SynthesisedStack;
  readonly resource: Resource;
  readonly gateway: string;
}

/** The resources of one type that are about a listener, with the gateway that each is on. */
export function onGateways(stacks: readonly SynthesisedStack[], type: string): OnGateway[] {
  return stacks.flatMap((stack) =>
    resourcesOf(stack, type).map((resource) => ({
      stack,
      resource,
      gateway: gatewayOf(stack, resource.config.listener_arn),
    })),
  );
}
