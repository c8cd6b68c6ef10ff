import { RecordedCall } from '@dotkom/local-aws';
import { notAnOperation } from '../errors';
import { RestModels, restOperation } from './rest-models';
import { fromForm, fromJson, fromXml, Value } from './values';

/** What somebody asked of AWS, in AWS's own words, whatever protocol it was said in. */
export interface ApiCall {
  readonly caller: string;
  /** As policies call the service: `cloudwatch`, whose requests are signed for `monitoring`. */
  readonly service: string;
  readonly operation: string;
  readonly region: string;
  readonly input: Value;
  readonly output: Value;
  readonly succeeded: boolean;
}

/** Names that requests are signed with, where policies call the service otherwise. */
const prefixes: Readonly<Record<string, string>> = { monitoring: 'cloudwatch', email: 'ses' };

/** Reads a recorded call. @throws Error when AWS has no such operation. */
export function apiCall(sent: RecordedCall, models: RestModels): ApiCall {
  const recorded = withWholeArns(sent);
  const { caller, service, region, status, answer } = recorded;
  const { operation, input } = operationOf(recorded, models);
  const output = /^\s*</.test(answer) ? fromXml(answer) : fromJson(answer);
  return {
    ...{ caller, region, operation, input, output },
    service: prefixes[service] ?? service,
    succeeded: status < 400,
  };
}

/** The emulator's ARNs of distributions lack the colon of the region, and come back in later requests. */
function withWholeArns(recorded: RecordedCall): RecordedCall {
  const whole = (text: string) => text.replace(/arn(:|%3A)aws\1cloudfront\1(?=\d{12})/g, '$&$1');
  return {
    ...recorded,
    url: whole(recorded.url),
    body: whole(recorded.body),
    answer: whole(recorded.answer),
  };
}

function operationOf(recorded: RecordedCall, models: RestModels): { operation: string; input: Value } {
  const { service, action, method, url, headers, body } = recorded;
  if (action) {
    const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded');
    return { operation: action, input: isForm ? fromForm(body) : fromJson(body) };
  }
  const found = restOperation(models[service] ?? [], recorded);
  if (!found) throw notAnOperation(service, method, url);
  const said = body.startsWith('<') ? fromXml(body) : fromJson(body || '{}');
  const headed = Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('x-amz-')));
  return { operation: found.name, input: { ...headed, ...found.parameters, Body: said } };
}
