import { join } from 'node:path';
import { App } from 'cdktf';
import { Construct } from 'constructs';
import { Environment } from '@dotkom/stack/conventions';
import { synthesised, SynthesisedStack } from '@dotkom/stack/testing';

export const workspaceRoot = join(__dirname, '..', '..', '..', '..');

/** Loaded by path: tools know no application, and none of what applications are made of. */
const load = (path: string) => require(join(workspaceRoot, path));
const { ApplicationStack, Bucket, Database, Queue, StaticSite, WebService } = load('libs/service/src/index');

const size = { cpu: '0.125 vCPU', memory: '128 MiB' };
const service = { ...size, port: 80, healthCheck: '/health' };

/** What of the application is not as it was deployed. Names are those of the constructs. */
export interface Changed {
  readonly platform?: string;
  /** Properties of the services that answer `a.grades.no` and `b.grades.no`. */
  readonly one?: object;
  readonly two?: object;
  readonly names?: {
    readonly two?: string;
    readonly queue?: string;
    readonly bucket?: string;
    readonly site?: string;
    readonly database?: string;
  };
  readonly queue?: object;
  readonly site?: object;
  readonly more?: (stack: Construct) => void;
}

/** An application with something of all that a person can change, and what is changed of it. */
export function application({
  platform,
  one,
  two,
  names = {},
  queue,
  site,
  more,
}: Changed = {}): SynthesisedStack {
  const create = (app: App) => {
    const stack = new ApplicationStack(app, { environment: new Environment('prod') });
    const first = new WebService(stack, 'one', {
      ...service,
      host: 'a.grades.no',
      scaling: { min: 1, max: 3, cpu: 70 },
      ...one,
    });
    new WebService(stack, names.two ?? 'two', { ...service, host: 'b.grades.no', ...two });
    new Database(stack, names.database ?? 'database');
    new Queue(stack, names.queue ?? 'mail', { handledWithin: '30 seconds', ...queue }).grantSend(first);
    new Bucket(stack, names.bucket ?? 'files').grantRead(first);
    new StaticSite(stack, names.site ?? 'web', { host: 'demo.vinstraff.no', ...site });
    more?.(stack);
    return stack;
  };
  const stack = synthesised(create, { name: 'demo', owner: 'dotkom' });
  return platform ? onPlatform(stack, platform) : stack;
}

/** A stack as it would be on a platform that is in no list of platforms. */
function onPlatform(stack: SynthesisedStack, platform: string): SynthesisedStack {
  const text = JSON.stringify(stack)
    .replaceAll('/platform/prod', `/platform/${platform}`)
    .replaceAll('/databases/prod/', `/databases/${platform}/`)
    .replaceAll('platform-prod', `platform-${platform}`);
  return JSON.parse(text);
}

/** Another site of the application. */
export function siteAt(host: string): (stack: Construct) => void {
  return (stack) => void new StaticSite(stack, 'another', { host });
}
