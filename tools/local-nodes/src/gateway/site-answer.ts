import { GetObjectCommand } from '@aws-sdk/client-s3';
import { runInNewContext } from 'node:vm';
import { ResponseHeadersPolicyConfig } from '@aws-sdk/client-cloudfront';
import { Clients } from '../clients';
import { Asked } from './match';
import { OwnAnswer } from './own-answers';
import { Site } from './sites';

/**
 * What CloudFront answers: by the name that is asked for, whichever distribution it leads to. A name is the alias of one.
 */
export function distributedAnswer(
  clients: Pick<Clients, 's3'>,
  sites: readonly Site[],
  asked: Asked,
): Promise<OwnAnswer> {
  const site = sites.find(({ aliases }) => aliases.includes(asked.host));
  return site ? siteAnswer(clients, site, asked) : Promise.resolve(nobodysAlias);
}

const nobodysAlias: OwnAnswer = {
  status: 403,
  headers: { 'content-type': 'text/html' },
  body: Buffer.from('<h1>403 ERROR</h1><p>The request could not be satisfied.</p>'),
};

/** What a distribution answers: through the site's function, from its bucket, by its error rules, with its headers. */
async function siteAnswer({ s3 }: Pick<Clients, 's3'>, site: Site, asked: Asked): Promise<OwnAnswer> {
  const headers = securityHeaders(site.headers, asked);
  if (asked.method !== 'GET' && asked.method !== 'HEAD') {
    return { status: asked.method === 'OPTIONS' ? 200 : 403, headers, body: '' };
  }
  const seen = site.viewerFunction ? runFunction(site.viewerFunction, asked) : asked.path;
  if (typeof seen === 'object') return { ...seen, headers: { ...headers, ...seen.headers } };

  const key = seen === '/' ? site.rootObject : seen.slice(1);
  const found = await read(s3, site.bucket, key);
  const rule = site.errorResponses.find(({ ErrorCode }) => ErrorCode === found.status);
  const page = rule?.ResponsePagePath && (await read(s3, site.bucket, rule.ResponsePagePath.slice(1)));
  const answer = page ? { ...page, status: Number(rule.ResponseCode ?? found.status) } : found;
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

/** What never ends is stopped. By the clock, and a busy machine may give what ends at once no turn for more than a second. */
const longestMilliseconds = 10_000;

/** A viewer-request function either answers, or gives the request on: the path, perhaps another one. */
function runFunction(code: string, asked: Asked): OwnAnswer | string {
  const querystring = Object.fromEntries(
    [...new URLSearchParams(asked.query)].map(([key, value]) => [key, { value }]),
  );
  const request = {
    method: asked.method,
    uri: asked.path,
    querystring,
    headers: { host: { value: asked.host } },
    cookies: {},
  };
  const event = JSON.stringify({ version: '1.0', context: {}, viewer: { ip: asked.sourceAddress }, request });
  const program = `${code}\n;JSON.stringify(handler(${event}))`;
  const given = JSON.parse(runInNewContext(program, {}, { timeout: longestMilliseconds }));
  if (given.statusCode === undefined) return given.uri;
  const headers = Object.entries<{ value: string }>(given.headers ?? {});
  return {
    status: given.statusCode,
    headers: Object.fromEntries(headers.map(([name, { value }]) => [name, value])),
    body: typeof given.body === 'string' ? given.body : (given.body?.data ?? ''),
  };
}

async function read(s3: Clients['s3'], Bucket: string, Key: string): Promise<OwnAnswer> {
  try {
    const { Body, ContentType, CacheControl, ETag } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    const headers = {
      'content-type': ContentType ?? 'application/octet-stream',
      ...(CacheControl && { 'cache-control': CacheControl }),
      ...(ETag && { etag: ETag }),
    };
    return { status: 200, headers, body: Buffer.from((await Body?.transformToByteArray()) ?? []) };
  } catch (error) {
    const { name, $metadata } = error as { name: string; $metadata?: { httpStatusCode?: number } };
    const status = name === 'NoSuchKey' ? 404 : ($metadata?.httpStatusCode ?? 502);
    const body = Buffer.from(`<?xml version="1.0"?><Error><Code>${name}</Code></Error>`);
    return { status, headers: { 'content-type': 'application/xml' }, body };
  }
}

function securityHeaders(
  policy: ResponseHeadersPolicyConfig | undefined,
  asked: Asked,
): Record<string, string> {
  const { SecurityHeadersConfig: security, CorsConfig: cors, CustomHeadersConfig: custom } = policy ?? {};
  const hsts = security?.StrictTransportSecurity;
  const origin = String(asked.headers['origin'] ?? '');
  const allowed = cors?.AccessControlAllowOrigins?.Items ?? [];
  const own = (custom?.Items ?? []).map(({ Header = '', Value }) => [Header.toLowerCase(), Value]);
  const given: Record<string, string | undefined | false> = {
    'content-security-policy': security?.ContentSecurityPolicy?.ContentSecurityPolicy,
    'referrer-policy': security?.ReferrerPolicy?.ReferrerPolicy,
    'x-content-type-options': security?.ContentTypeOptions && 'nosniff',
    'x-frame-options': security?.FrameOptions?.FrameOption,
    'strict-transport-security': hsts && `max-age=${hsts.AccessControlMaxAgeSec}`,
    'access-control-allow-origin': (allowed.includes('*') && '*') || (allowed.includes(origin) && origin),
    ...Object.fromEntries(own),
  };
  return Object.fromEntries(Object.entries(given).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}
