import { AwsRequest, Gap } from '@dotkom/local-aws';
import { Clients } from '../clients';
import { readRoutes, Routes } from './routes';
import { readSites, Site } from './sites';

const changing = /^(Create|Modify|Delete|Set|Add|Remove)/;

/** Routes and sites as they are deployed: read again once something of them has changed, and not before. */
export class RouteCache {
  private readonly ofRoutes: Reading<Routes>;
  private readonly ofSites: Reading<Site[]>;

  constructor(clients: Clients) {
    this.ofRoutes = new Reading(() => readRoutes(clients));
    this.ofSites = new Reading(() => readSites(clients));
  }

  routes(): Promise<Routes> {
    return this.ofRoutes.newest();
  }

  sites(): Promise<Site[]> {
    return this.ofSites.newest();
  }

  /** Every host that a record leads to the gateway or to a site. */
  async hosts(): Promise<string[]> {
    return (await this.routes()).names.answered();
  }

  /** Watches what is deployed. */
  gap(): Gap {
    return {
      name: 'the gateway: what is deployed',
      reason: 'What routes requests is read once, and again when a deploy has changed it.',
      handles: changes,
      fill: async (request, next) => {
        const answer = await next(request);
        for (const each of [this.ofRoutes, this.ofSites]) each.isOld();
        return answer;
      },
    };
  }
}

/** Something that is read when it is asked for and old. */
class Reading<T> {
  private readonly read: () => Promise<T>;
  private current: Promise<T> | undefined;
  private before: T | undefined;

  constructor(read: () => Promise<T>) {
    this.read = read;
  }

  newest(): Promise<T> {
    this.current ??= this.again();
    return this.current;
  }

  isOld(): void {
    this.current = undefined;
  }

  /** What goes away while it is read, in the middle of a deploy, is as it was before, and read again at the next request. */
  private again(): Promise<T> {
    const reading: Promise<T> = this.read().then(
      (read) => (this.before = read),
      (error: unknown) => {
        if (this.current === reading) this.isOld();
        if (this.before === undefined) throw error;
        return this.before;
      },
    );
    return reading;
  }
}

function changes({ service, action, method }: AwsRequest): boolean {
  if (service === 'elasticloadbalancing') return changing.test(action);
  return (service === 'route53' || service === 'cloudfront') && method !== 'GET';
}
