import { AwsAnswer, AwsRequest } from './aws-request';

export type Json = null | boolean | number | string | Json[] | JsonObject;
export type JsonObject = { [key: string]: Json | undefined };

/** The body of a request or answer that speaks JSON; an empty body is an empty object. */
export function jsonOf(message: AwsRequest | AwsAnswer): JsonObject {
  const text = message.body.toString('utf8');
  return text === '' ? {} : (JSON.parse(text) as JsonObject);
}

/** A successful answer of a service that speaks JSON. */
export function jsonAnswer(value: JsonObject, status = 200): AwsAnswer {
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.1' },
    body: Buffer.from(JSON.stringify(value)),
  };
}

/** The answer with its JSON changed; an error is handed on as it is. */
export function mapJson(answer: AwsAnswer, change: (value: JsonObject) => JsonObject): AwsAnswer {
  if (answer.status !== 200) return answer;
  return { ...answer, body: Buffer.from(JSON.stringify(change(jsonOf(answer)))) };
}

/** The objects of a list: anything else in it, or no list at all, is left out. */
export function objectsIn(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The strings of a list: anything else in it, or no list at all, is left out. */
export function stringsIn(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** Whether a value is a JSON object. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A string, or nothing when the value is something else. */
export function text(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
