import { ServerResponse } from 'node:http';
import { escapeXml } from '@dotkom/local-aws';
import { page } from './page';

/** An answer that no target gives. */
export interface OwnAnswer {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer;
}

/** What a load balancer answers where no target could, hangs up, or takes too long. */
export const unavailable = balancerAnswer(503, 'Service Temporarily Unavailable');
export const badGateway = balancerAnswer(502, 'Bad Gateway');
export const timedOut = balancerAnswer(504, 'Gateway Time-out');

function balancerAnswer(status: number, reason: string): OwnAnswer {
  const title = `${status} ${reason}`;
  const body = `<html><head><title>${title}</title></head><body><center><h1>${title}</h1></center></body></html>`;
  return { status, headers: { 'content-type': 'text/html' }, body };
}

/** A page of the gateway itself. */
export function pageAnswer(status: number, body: string): OwnAnswer {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

/** For a host that leads to nothing of the local AWS, or while there is nothing to lead to. */
export function notHere(host: string, end: string | undefined): OwnAnswer {
  const leadsTo = (to: string) =>
    `<p>${escapeXml(host)} leads to ${escapeXml(to)}, where nothing of the local AWS answers.</p>`;
  const nothing = '<p>There is no load balancer on the local AWS: npm start deploys one.</p>';
  return pageAnswer(
    404,
    end === undefined ? page('Nothing is deployed here', nothing) : page('Not on this machine', leadsTo(end)),
  );
}

export function send(
  response: ServerResponse,
  { status, headers, body }: OwnAnswer,
  method: string | undefined,
): void {
  response.writeHead(status, { ...headers, 'content-length': String(Buffer.byteLength(body)) });
  response.end(method === 'HEAD' ? undefined : body);
}
