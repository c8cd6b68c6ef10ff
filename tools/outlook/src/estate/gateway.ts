import { resourcesOf, SynthesisedStack } from '@dotkom/synthesised';
import { blocksOf, constructOf } from './part';

/** A load balancer that requests come in by. */
export interface Gateway {
  readonly name: string;
  /** The construct that makes it: `platform-prod/gateway`. */
  readonly construct: string;
  /** Reached from the internet, and not only from within the network. */
  readonly isPublic: boolean;
  /** Its certificates' hosts. */
  readonly certificateHosts: readonly string[];
  readonly listeners: readonly Listener[];
}

export interface Listener {
  readonly port: number;
  readonly protocol: string;
  /** What becomes of a request that no rule is about: `redirect`, `fixed-response`, `forward`. */
  readonly otherwise: string;
}

export function readGateways(stack: SynthesisedStack): Gateway[] {
  const listeners = resourcesOf(stack, 'aws_lb_listener');
  const certificates = resourcesOf(stack, 'aws_acm_certificate');
  return resourcesOf(stack, 'aws_lb').map(({ address, config, constructPath }) => ({
    name: String(config.name),
    construct: constructOf(constructPath),
    isPublic: config.internal !== true,
    certificateHosts: certificates.map((each) => String(each.config.domain_name)),
    listeners: listeners
      .filter((listener) => String(listener.config.load_balancer_arn).includes(`${address}.`))
      .map((listener) => ({
        port: Number(listener.config.port),
        protocol: String(listener.config.protocol),
        otherwise: String(blocksOf(listener.config.default_action)[0]?.['type']),
      })),
  }));
}
