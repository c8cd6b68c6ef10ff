import { AwsAnswer, AwsRequest, withBody } from '../../proxy/aws-request';
import { isObject, JsonObject, jsonOf } from '../../proxy/json';
import { Next } from '../gap';

/** Asks moto for a task definition, on behalf of a request; gives its refusal when it has none. */
export async function describeTaskDefinition(
  request: AwsRequest,
  taskDefinition: string,
  next: Next,
): Promise<{ taskDefinition: JsonObject } | { refused: AwsAnswer }> {
  const action = 'DescribeTaskDefinition';
  const headers = { ...request.headers, 'x-amz-target': `AmazonEC2ContainerServiceV20141113.${action}` };
  const answer = await next(withBody({ ...request, headers, action }, JSON.stringify({ taskDefinition })));
  const described = answer.status === 200 ? jsonOf(answer)['taskDefinition'] : undefined;
  return isObject(described) ? { taskDefinition: described } : { refused: answer };
}
