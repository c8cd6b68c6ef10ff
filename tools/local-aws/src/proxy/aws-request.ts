/** One request as an AWS client sent it, with what its signature and body say it is for. */
export interface AwsRequest {
  method: string;
  /** Path and query, as sent. */
  url: string;
  headers: Record<string, string>;
  body: Buffer;
  /** The signing name: `ecs`, `ec2`, `elasticloadbalancing`. Empty when the request is not signed. */
  service: string;
  region: string;
  /** `CreateService`; for services that speak REST there is none, and it is empty. */
  action: string;
}

/** What an AWS service answered, or what a gap answers in its stead. */
export interface AwsAnswer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/** Reads from headers and body which service, region and action a request is for. */
export function readAwsRequest(
  method: string,
  url: string,
  headers: Record<string, string>,
  body: Buffer,
): AwsRequest {
  const [, region = '', service = ''] =
    /Credential=[^/]+\/\d+\/([^/]+)\/([^/]+)\/aws4_request/.exec(headers['authorization'] ?? '') ?? [];
  const target = headers['x-amz-target'];
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
  const action = target
    ? target.slice(target.lastIndexOf('.') + 1)
    : isForm
      ? (formOf(body).get('Action') ?? '')
      : '';
  return { method, url, headers, body, service, region, action };
}

/** The path of a request, without its query. */
export function pathOf(request: AwsRequest): string {
  return request.url.split('?', 1)[0] ?? '';
}

/** The parameters of a request that speaks the query protocol (EC2, RDS, ELB, ...). */
export function formOf(body: Buffer): URLSearchParams {
  return new URLSearchParams(body.toString('utf8'));
}

/** The same request with other parameters (query protocol). */
export function withForm(request: AwsRequest, form: URLSearchParams): AwsRequest {
  return withBody(request, form.toString());
}

/** The same request with another body. */
export function withBody(request: AwsRequest, body: string): AwsRequest {
  return { ...request, body: Buffer.from(body) };
}

/** How a request is called in messages and logs: `ecs CreateService`, `cloudfront GET /2020-05-31/...`. */
export function nameOf(request: AwsRequest): string {
  const what = request.action || `${request.method} ${pathOf(request)}`;
  return `${request.service || 'unsigned'} ${what}`;
}
