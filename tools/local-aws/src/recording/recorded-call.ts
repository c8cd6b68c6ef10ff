import { existsSync, readFileSync } from 'node:fs';
import { filesOf, Place } from '../places';
import { AwsAnswer, AwsRequest } from '../proxy/aws-request';

/** A call as a client sent it, who sent it, and what it was answered: what a recording holds a line of. */
export interface RecordedCall {
  /** The access key id, which `localAwsEnvironment` sets to whoever is named there. */
  readonly caller: string;
  /** The signing name: `ecs`, `ec2`, `elasticloadbalancing`. */
  readonly service: string;
  readonly region: string;
  /** As the client called it, where its protocol says it; REST protocols do not. */
  readonly action: string;
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  /** The headers that say something of the request itself. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly status: number;
  readonly answer: string;
}

/** What a recording keeps of a request and its answer: everything but what is in objects, and values that are secret. */
export function recordedCall(request: AwsRequest, { status, body }: AwsAnswer): RecordedCall {
  const { method, url, headers, service, region, action } = request;
  const [, caller = ''] = /Credential=([^/]+)\//.exec(headers['authorization'] ?? '') ?? [];
  const isObject = service === 's3' && /^\/[^/?]+\/[^?]/.test(url);
  const kept = Object.entries(headers).filter(([name]) => /^(x-amz-|content-type$)/.test(name));
  return {
    ...{ caller, service, region, action, method, url, status },
    headers: Object.fromEntries(kept.filter(([name]) => !unsaid.test(name))),
    body: isObject ? '' : withoutSecrets(request.body.toString('utf8')),
    answer: isObject ? '' : withoutSecrets(body.toString('utf8')),
  };
}

/** Every call that the local AWS of a folder has answered since it started, the first first; it was started to record. */
export function readRecording(place: Place): RecordedCall[] {
  const file = filesOf(place).recording;
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as RecordedCall);
}

const unsaid = /^x-amz-(date|content-sha256|security-token)$/;

/** Values of parameters and secrets, and code; the value of a tag stands beside its key and stays. */
function withoutSecrets(text: string): string {
  if (!text.startsWith('{')) return text;
  try {
    return JSON.stringify(JSON.parse(text, withoutSecret));
  } catch {
    return text;
  }
}

function withoutSecret(this: object, name: string, value: unknown): unknown {
  const isSecret =
    ['SecretString', 'SecretBinary', 'ZipFile'].includes(name) || (name === 'Value' && !('Key' in this));
  return isSecret && typeof value === 'string' ? '' : value;
}
