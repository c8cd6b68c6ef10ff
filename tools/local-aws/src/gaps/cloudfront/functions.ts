import { randomUUID } from 'node:crypto';
import { accountId } from '../../proxy/account';
import { AwsAnswer, AwsRequest, pathOf } from '../../proxy/aws-request';
import { contentOf, xmlAnswer } from '../../proxy/xml';
import { namedFailure } from '../missing-action';
import { Gap } from '../gap';

const path = /^\/2020-05-31\/function(?:\/([^/]+))?(?:\/(describe|publish))?$/;

interface EdgeFunction {
  name: string;
  config: string;
  code: Buffer;
  etag: string;
  published: boolean;
}

/** Functions that run at the edge: kept and published, never run. */
export function cloudFrontFunctions(): Gap {
  const functions = new Map<string, EdgeFunction>();
  return {
    name: 'CloudFront functions',
    reason: 'moto lacks them; a static site rewrites its paths with one.',
    handles: (request) => request.service === 'cloudfront' && path.test(pathOf(request)),
    fill: (request) => Promise.resolve(answerFrom(functions, request)),
  };
}

function answerFrom(functions: Map<string, EdgeFunction>, request: AwsRequest): AwsAnswer {
  const [, inPath, verb] = path.exec(pathOf(request)) ?? [];
  const body = request.body.toString();
  const name = inPath ?? contentOf(body, 'Name') ?? '';
  const known = functions.get(name);
  const wantsLive = new URLSearchParams(request.url.split('?')[1]).get('Stage') === 'LIVE';
  if (inPath !== undefined && (known === undefined || (wantsLive && !known.published))) {
    const failure = namedFailure(request, `There is no function ${name}.`, 'NoSuchFunctionExists');
    return { ...failure, status: 404 };
  }
  if (known && verb === 'publish') {
    functions.set(name, { ...known, published: true });
    return summary(known, 'LIVE');
  }
  if (known && verb === 'describe') return summary(known, wantsLive ? 'LIVE' : 'DEVELOPMENT');
  if (known && request.method === 'GET') {
    return {
      status: 200,
      headers: { 'content-type': 'application/octet-stream', etag: known.etag },
      body: known.code,
    };
  }
  if (request.method === 'DELETE') {
    functions.delete(name);
    return xmlAnswer('', 204);
  }
  const made: EdgeFunction = {
    name,
    config: contentOf(body, 'FunctionConfig') ?? '',
    code: Buffer.from(contentOf(body, 'FunctionCode') ?? '', 'base64'),
    etag: `E${randomUUID()}`,
    published: known?.published ?? false,
  };
  functions.set(name, made);
  return { ...summary(made, 'DEVELOPMENT'), status: known ? 200 : 201 };
}

function summary({ name, config, etag }: EdgeFunction, stage: 'DEVELOPMENT' | 'LIVE'): AwsAnswer {
  const answer = xmlAnswer(
    `<FunctionSummary><Name>${name}</Name><Status>${stage === 'LIVE' ? 'UNASSOCIATED' : 'UNPUBLISHED'}</Status>` +
      `<FunctionConfig>${config}</FunctionConfig><FunctionMetadata>` +
      `<FunctionARN>arn:aws:cloudfront::${accountId}:function/${name}</FunctionARN><Stage>${stage}</Stage>` +
      '<CreatedTime>2026-01-01T00:00:00Z</CreatedTime><LastModifiedTime>2026-01-01T00:00:00Z</LastModifiedTime>' +
      '</FunctionMetadata></FunctionSummary>',
  );
  return { ...answer, headers: { ...answer.headers, etag } };
}
