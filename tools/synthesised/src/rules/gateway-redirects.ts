import { resourcesOf, SynthesisedStack } from '../stack/synthesised-stack';
import { redirectedToNothing } from './errors';
import { hostsOf } from './gateway-claims';

/**
 * The rule that a gateway redirects other hosts only to one that something in the workspace serves: a service, or a
 * static site. Any other leads back to the gateway, and is redirected to itself. Gives a message for each that does.
 */
export function gatewayRedirects(stacks: readonly SynthesisedStack[]): string[] {
  const of = (type: string) => stacks.flatMap((stack) => resourcesOf(stack, type));
  const served = new Set([
    ...of('aws_lb_listener_rule').flatMap(hostsOf),
    ...of('aws_cloudfront_distribution').flatMap(({ config }) => config.aliases ?? []),
  ]);
  return of('aws_lb_listener').flatMap(({ config, constructPath }) =>
    (config.default_action ?? [])
      .map(({ redirect }: any) => redirect?.host)
      .filter((host: unknown) => typeof host === 'string' && !served.has(host))
      .map((host: string) => redirectedToNothing(host, constructPath)),
  );
}
