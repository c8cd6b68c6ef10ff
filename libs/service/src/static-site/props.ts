import { inProperty } from '@dotkom/stack';
import { Zone, zoneHolding } from '@dotkom/platform/contract';
import { Check } from '../container/check';
import { literal } from '../container/literal';
import { checkedOrigins } from '../cors-origins';
import { hostListedTwice } from '../hosts/errors';
import { notAContentPolicy, tooManySiteHosts } from './errors';
import { Host } from '../hosts/host';

/** What a {@link StaticSite} is asked. */
export interface StaticSiteProps {
  /** The host it answers under, in one of Dotkom's zones: `'vinstraff.no'`. */
  readonly host: string;
  /** Hosts whose visitors are led on to `host`, such as `['www.vinstraff.no']`. @default none */
  readonly redirectFrom?: readonly string[];
  /**
   * What is answered where there is no file. With `'single-page'`, paths without an ending (`/groups/7`) get
   * `index.html`, for the page to show; a missing `/assets/app.js` is 404 all the same. With `'none'`, everything that
   * is missing is 404. @default 'single-page'
   */
  readonly fallback?: 'single-page' | 'none';
  /** The Content-Security-Policy of every answer: `"default-src 'self'"`. @default none, because only the site knows what it loads */
  readonly contentSecurityPolicy?: string;
  /** Other sites whose scripts may read files from here: `['https://online.ntnu.no']`. @default none */
  readonly corsOrigins?: readonly string[];
  /**
   * The sites whose pages may upload to its bucket, by a form or a URL that a service signed: `['https://online.ntnu.no']`.
   * They POST or PUT to the bucket itself, not to the host, and may read the `Location` of the answer. Who may sign is
   * `grantWrite`'s. @default none
   */
  readonly uploadsFrom?: readonly string[];
}

/** What {@link StaticSiteProps} mean, with every default filled in. */
export interface NormalisedStaticSite {
  /** The one it answers under, and those that lead to it. */
  readonly hosts: readonly Host[];
  readonly singlePage: boolean;
  readonly contentSecurityPolicy?: string;
  readonly corsOrigins: readonly string[];
  readonly uploadsFrom: readonly string[];
}

/** How many names ACM puts into one certificate without being asked for more. */
const mostHosts = 10;

/** Checks every property and fills in what was not said. */
export function normalise(props: StaticSiteProps, check: Check): NormalisedStaticSite {
  const {
    host,
    redirectFrom = [],
    fallback = 'single-page',
    contentSecurityPolicy,
    corsOrigins = [],
    uploadsFrom = [],
  } = props;
  const names = [host, ...redirectFrom];
  check(() => refuseHosts(names), undefined);
  return {
    hosts: [...new Set(names)].map((name) => ({
      host: name,
      zone: check<Zone>(
        inProperty(name === host ? 'host' : 'redirectFrom', () => zoneHolding(name)),
        'online.ntnu.no',
      ),
    })),
    singlePage: fallback === 'single-page',
    contentSecurityPolicy: check(
      inProperty('contentSecurityPolicy', () => checkedPolicy(contentSecurityPolicy)),
      undefined,
    ),
    corsOrigins: checkedOrigins('corsOrigins', corsOrigins, check),
    uploadsFrom: checkedOrigins('uploadsFrom', uploadsFrom, check),
  };
}

function refuseHosts(hosts: readonly string[]): void {
  const twice = hosts.find((host, index) => hosts.indexOf(host) !== index);
  if (twice !== undefined) throw hostListedTwice(twice);
  if (hosts.length > mostHosts) throw tooManySiteHosts(hosts.length, mostHosts);
}

function checkedPolicy(policy?: string): string | undefined {
  if (policy !== undefined && !/^[ -~]*[!-~][ -~]*$/.test(policy)) throw notAContentPolicy(policy);
  return policy && literal(policy);
}
