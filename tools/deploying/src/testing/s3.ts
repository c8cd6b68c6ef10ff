import { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { LoopbackServer } from './loopback';

/** An S3 on this machine that holds what it is told to, and answers as S3 does. */
export class S3StandIn extends LoopbackServer {
  /** The objects of each bucket. */
  readonly buckets = new Map<string, Map<string, string>>();
  /** Where there is one, every request is answered with this status and nothing else. */
  refusesWith?: number;

  /** Everything empty and friendly again. */
  reset(): void {
    this.buckets.clear();
    this.refusesWith = undefined;
  }

  protected answer(request: IncomingMessage, response: ServerResponse): void {
    const { method, url = '' } = request;
    const { pathname, searchParams } = new URL(url, this.endpoint);
    const [, bucket = '', ...key] = pathname.split('/').map(decodeURIComponent);
    const objects = this.buckets.get(bucket);
    const end = (status: number, body = '') => response.writeHead(status).end(body);
    if (this.refusesWith) return void end(this.refusesWith);
    if (method === 'PUT' && key.join('') === '') return void (this.buckets.set(bucket, new Map()), end(200));
    if (!objects) return void end(404, '<Error><Code>NoSuchBucket</Code></Error>');
    if (searchParams.has('list-type')) return void end(200, listing(objects, searchParams));
    if (method === 'PUT') return void this.keep(request, response, objects, key.join('/'));
    if (method === 'DELETE') return void (objects.delete(key.join('/')), end(204));
    const object = objects.get(key.join('/'));
    if (key.join('') !== '' && object === undefined)
      return void end(404, '<Error><Code>NoSuchKey</Code></Error>');
    end(200, object);
  }

  private async keep(
    request: IncomingMessage,
    response: ServerResponse,
    objects: Map<string, string>,
    key: string,
  ): Promise<void> {
    // The SDK may send a body in chunks with their lengths and checksums; an object here is one JSON.
    const sent = await text(request);
    objects.set(key, /\{.*\}/s.exec(sent)?.[0] ?? sent);
    response.writeHead(200).end();
  }
}

/** When every object here was written. */
export const writtenAt = '2026-11-22T12:00:00.000Z';

/** As many objects as one answer lists, as in S3. */
const pageSize = 1000;

function listing(objects: Map<string, string>, asked: URLSearchParams): string {
  const keys = [...objects.keys()].filter((key) => key.startsWith(asked.get('prefix') ?? ''));
  const start = Number(asked.get('continuation-token') ?? 0);
  const page = keys.slice(start, start + pageSize);
  const next = start + page.length;
  const more = next < keys.length ? `<NextContinuationToken>${next}</NextContinuationToken>` : '';
  const contents = page
    .map((key) => `<Contents><Key>${key}</Key><LastModified>${writtenAt}</LastModified></Contents>`)
    .join('');
  return `<ListBucketResult><IsTruncated>${more !== ''}</IsTruncated>${more}${contents}</ListBucketResult>`;
}
