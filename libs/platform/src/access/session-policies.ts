import { Construct } from 'constructs';
import { placed } from '@dotkom/stack';
import { inputs } from '../inputs/inputs';
import { shellDocument, tunnelDocument } from './session-documents';
import { SessionPolicy } from './session-policy';

/**
 * The managed policies by which people reach a platform: `<platform>-session` allows a shell on its instances, and
 * `<platform>-tunnel` a tunnel to its database and no shell. Neither is attached to anybody by itself. No cost.
 *
 * Bootstrap makes them, not the platform: who has them has no boundary, so what makes the platform's stack must not be
 * able to change what they allow (docs/decisions/access.md). Their documents are the platform's, and known by name.
 *
 * @param platform The name of the platform, such as `platform-prod`.
 * @example
 * new SessionPolicies(this, 'sessions-prod', 'platform-prod');
 */
export class SessionPolicies extends Construct {
  constructor(scope: Construct, id: string, platform: string) {
    super(...placed(scope, id));
    platform = inputs.checked(this, 'SessionPolicies.platform', platform);
    const nat = { role: 'nat', name: `${platform}-nat` } as const;
    const node = { role: 'node', name: `${platform}-node` } as const;
    new SessionPolicy(this, 'session', {
      name: [platform, 'session'],
      description: `A logged shell on the instances of ${platform}`,
      instances: [nat, node],
      document: shellDocument(platform),
    });
    new SessionPolicy(this, 'tunnel', {
      name: [platform, 'tunnel'],
      description: `A tunnel to the database of ${platform}, and no shell`,
      instances: [nat],
      document: tunnelDocument(platform),
    });
  }
}
