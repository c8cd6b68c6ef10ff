import { AwsRequest, Gap } from '@dotkom/local-aws';
import { Clients } from '../clients';
import { readRoutes, Routes } from './routes';
import { readSites, Site } from './sites';

const changing = /^(Create|Modify|Delete|Set|Add|Remove)/;

/** Routes and sites as they are deployed: read again once something of them has changed, and not before. */
export class RouteCache {
  private readonly clients: Clients;
  private read: { routes: Promise<Routes>; sites: Promise<Site[]> } | undefined;

  constructor(clients: Clients) {
    this.clients = clients;
  }

  routes(): Promise<Routes> {
    return this.current().routes;
  }

  sites(): Promise<Site[]> {
    return this.current().sites;
  }

  /** Every host that a record leads to the gateway or to a site. */
  async hosts(): Promise<string[]> {
    return [...(await this.routes()).records.keys()].filter((host) => !host.startsWith('*'));
  }

  /** Watches what is deployed. */
  gap(): Gap {
    return {
      name: 'the gateway: what is deployed',
      reason: 'What routes requests is read once, and again when a deploy has changed it.',
      handles: changes,
      fill: async (request, next) => {
        const answer = await next(request);
        this.read = undefined;
        return answer;
      },
    };
  }

  private current() {
    if (this.read) return this.read;
    const read = { routes: readRoutes(this.clients), sites: readSites(this.clients) };
    // What could not be read, in the middle of a deploy, is read again.
    for (const each of Object.values(read)) each.catch(() => this.read === read && (this.read = undefined));
    this.read = read;
    return read;
  }
}

function changes({ service, action, method }: AwsRequest): boolean {
  if (service === 'elasticloadbalancing') return changing.test(action);
  return (service === 'route53' || service === 'cloudfront') && method !== 'GET';
}
