import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { Next } from '../gaps/gap';
import { namedFailure } from '../gaps/missing-action';
import { AwsAnswer, AwsRequest, nameOf, readAwsRequest } from './aws-request';
import { flatten } from './forward';

/** Answers requests of the tool itself (health, stop, tests' controls); nothing when the path is not one of its own. */
export type Controls = (request: AwsRequest) => Promise<AwsAnswer | undefined>;

export interface ProxyOptions {
  readonly answer: Next;
  readonly controls: Controls;
  readonly log: (line: string) => void;
  /** Called with each AWS request that was answered, and its answer. */
  readonly onAnswered?: (request: AwsRequest, answer: AwsAnswer) => void;
}

/** An HTTP server that answers AWS requests with `answer`, and its own paths with `controls`. */
export function createProxy(options: ProxyOptions): Server {
  const server = createServer((incoming, outgoing) => {
    void respond(incoming, outgoing, options);
  });
  server.keepAliveTimeout = 60_000;
  return server;
}

async function respond(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { answer, controls, log, onAnswered }: ProxyOptions,
): Promise<void> {
  const started = Date.now();
  let request: AwsRequest;
  try {
    request = await read(incoming);
  } catch {
    outgoing.destroy();
    return;
  }
  const own = request.url.startsWith('/_local-aws');
  const answered = await (own ? controls(request) : answer(request)).catch((error: unknown) =>
    namedFailure(
      request,
      `The local AWS failed in "${nameOf(request)}": ${String(error)}`,
      'LocalAwsFailure',
    ),
  );
  const { status, headers, body } = answered ?? {
    status: 404,
    headers: {},
    body: Buffer.from('no such path'),
  };
  const length = 'content-length' in headers ? {} : { 'content-length': String(body.length) };
  outgoing.writeHead(status, status === 204 || status === 304 ? headers : { ...headers, ...length });
  outgoing.end(body);
  if (own) return;
  if (answered) onAnswered?.(request, answered);
  log(`${new Date().toISOString()} ${status} ${nameOf(request)} ${Date.now() - started} ms`);
}

async function read(incoming: IncomingMessage): Promise<AwsRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return readAwsRequest(
    incoming.method ?? 'GET',
    incoming.url ?? '/',
    flatten(incoming.headers),
    Buffer.concat(chunks),
  );
}
