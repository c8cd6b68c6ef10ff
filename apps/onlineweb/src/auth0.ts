import { RenamedSecret } from '@dotkom/service';
import { Environment } from '@dotkom/stack';

/** The tenant of Auth0: there is one for prod and one for everything else. */
export function auth0(environment: Environment): { AUTH0_ISSUER: string; AUTH0_AUDIENCES: string } {
  return {
    AUTH0_ISSUER: environment.pick({
      prod: 'https://auth.online.ntnu.no',
      staging: 'https://auth.dev.online.ntnu.no',
    }),
    AUTH0_AUDIENCES: 'https://online.ntnu.no',
  };
}

/**
 * Each service is a client of its own, and all call it the same. The id is no secret; like the secret, it is made by
 * Auth0 and set beside it.
 */
export function auth0Client(service: 'rpc' | 'web' | 'dashboard'): RenamedSecret[] {
  return ['ID', 'SECRET'].map((part) => ({
    variable: `AUTH0_CLIENT_${part}`,
    parameter: `AUTH0_${service.toUpperCase()}_CLIENT_${part}`,
  }));
}
