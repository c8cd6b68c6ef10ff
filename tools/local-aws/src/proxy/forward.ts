import { request as httpRequest } from 'node:http';
import { AwsAnswer, AwsRequest } from './aws-request';

/** Headers that describe one connection, not the message; and `expect`, which the proxy has already answered. */
const notForwarded = [
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-length',
  'expect',
  'accept-encoding',
];

/** Sends a request to moto and reads the whole answer. The host stays the proxy's, so that URLs lead back here. */
export function forwardTo(port: number, request: AwsRequest): Promise<AwsAnswer> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      {
        host: '127.0.0.1',
        port,
        agent: false,
        method: request.method,
        path: request.url,
        headers: { ...without(request.headers, notForwarded), 'content-length': String(request.body.length) },
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          const kept =
            request.method === 'HEAD'
              ? notForwarded.filter((name) => name !== 'content-length')
              : notForwarded;
          resolve({
            status: incoming.statusCode ?? 502,
            headers: without(flatten(incoming.headers), kept),
            body: Buffer.concat(chunks),
          });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(request.body);
  });
}

/** Node's headers with repeated ones joined, as HTTP allows. */
export function flatten(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}

function without(headers: Record<string, string>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
}
