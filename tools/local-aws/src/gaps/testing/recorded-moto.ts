import { AwsAnswer, AwsRequest, readAwsRequest } from '../../proxy/aws-request';
import { jsonAnswer, JsonObject, jsonOf } from '../../proxy/json';
import { xmlAnswer } from '../../proxy/xml';
import { Gap, throughGaps } from '../gap';

/** A request of a service that speaks JSON, as an AWS client sends it. */
export function jsonRequest(service: string, action: string, body: JsonObject): AwsRequest {
  const headers = { authorization: signedFor(service), 'x-amz-target': `Service.${action}` };
  return readAwsRequest('POST', '/', headers, Buffer.from(JSON.stringify(body)));
}

/** A request of a service that speaks the query protocol. */
export function queryRequest(
  service: string,
  action: string,
  parameters: Record<string, string> = {},
): AwsRequest {
  const headers = {
    authorization: signedFor(service),
    'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
  };
  const form = new URLSearchParams({ Action: action, ...parameters });
  return readAwsRequest('POST', '/', headers, Buffer.from(form.toString()));
}

/** A request of a service that speaks REST. */
export function restRequest(service: string, method: string, url: string, body = ''): AwsRequest {
  return readAwsRequest(method, url, { authorization: signedFor(service) }, Buffer.from(body));
}

/** Plays moto: each request is answered with the next of the recorded answers, and kept to be looked at. */
export function recordedMoto(...answers: (AwsAnswer | JsonObject | string)[]) {
  const asked: AwsRequest[] = [];
  const answer = (request: AwsRequest): Promise<AwsAnswer> => {
    asked.push(request);
    const next = answers.shift();
    if (next === undefined)
      return Promise.reject(new Error(`moto was asked once too often: ${request.action}`));
    if (typeof next === 'string') return Promise.resolve(xmlAnswer(next));
    return Promise.resolve(isAnswer(next) ? next : jsonAnswer(next));
  };
  return { asked, answer };
}

/** Sends requests through gaps, one after the other, and gives the last answer. */
export async function send(gaps: Gap[], moto: ReturnType<typeof recordedMoto>, ...requests: AwsRequest[]) {
  let last: AwsAnswer | undefined;
  for (const request of requests) last = await throughGaps(gaps, moto.answer)(request);
  if (last === undefined) throw new Error('Nothing was sent.');
  return { ...last, json: () => jsonOf(last), xml: last.body.toString() };
}

function signedFor(service: string): string {
  return `AWS4-HMAC-SHA256 Credential=local/20260101/eu-north-1/${service}/aws4_request, SignedHeaders=host, Signature=0`;
}

function isAnswer(value: AwsAnswer | JsonObject): value is AwsAnswer {
  return Buffer.isBuffer(value.body);
}
