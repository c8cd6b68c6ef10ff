import { AwsAnswer, AwsRequest, pathOf, withBody } from '../proxy/aws-request';
import { isObject, JsonObject, objectsIn } from '../proxy/json';
import { Gap } from './gap';

/** Bucket policies whose denials hang on a condition. */
export function s3BucketPolicies(): Gap {
  const policies = new Map<string, Buffer>();
  return {
    name: 'S3 bucket policies with conditions',
    reason:
      'moto enforces bucket policies but not their conditions: "deny everything that is not TLS" denies every ' +
      'upload. It is given the policy without conditional denials, and the whole policy is answered.',
    handles: (request) => request.service === 's3' && isPolicy(request),
    async fill(request, next): Promise<AwsAnswer> {
      const bucket = pathOf(request);
      if (request.method === 'PUT') {
        const answer = await next(withBody(request, withoutConditionalDenials(request.body.toString())));
        if (answer.status < 300) policies.set(bucket, request.body);
        return answer;
      }
      const answer = await next(request);
      if (request.method === 'DELETE' || answer.status === 404) policies.delete(bucket);
      const known = policies.get(bucket);
      return request.method === 'GET' && answer.status === 200 && known ? { ...answer, body: known } : answer;
    },
  };
}

function isPolicy({ url }: AwsRequest): boolean {
  return new URLSearchParams(url.split('?')[1]).has('policy');
}

function withoutConditionalDenials(policy: string): string {
  const parsed = JSON.parse(policy) as JsonObject;
  const statements = isObject(parsed['Statement']) ? [parsed['Statement']] : objectsIn(parsed['Statement']);
  const enforced = statements.filter(({ Effect, Condition }) => Effect !== 'Deny' || Condition === undefined);
  return JSON.stringify({ ...parsed, Statement: enforced });
}
