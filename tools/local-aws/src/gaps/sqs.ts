import { withBody } from '../proxy/aws-request';
import { isObject, JsonObject, jsonOf, mapJson, stringsIn, text } from '../proxy/json';
import { actions, Gap } from './gap';

const allowPolicy = 'RedriveAllowPolicy';
/** What is answered as it was sent, whatever moto made of it. */
const keptPolicies = [allowPolicy, 'RedrivePolicy', 'Policy'];

/** The policies of queues come back as they were sent. */
export function sqsPolicies(): Gap {
  const queues = new Map<string, JsonObject>();
  return {
    name: 'SQS: policies',
    reason:
      'moto keeps no RedriveAllowPolicy and refuses to be asked for it; and it writes a RedrivePolicy anew with ' +
      'other white space, which the provider takes for a change; and whatever else is set of a queue takes its Policy away.',
    handles: actions('sqs', 'CreateQueue', 'SetQueueAttributes', 'GetQueueAttributes', 'DeleteQueue'),
    async fill(request, next) {
      const body = jsonOf(request);
      if (request.action === 'GetQueueAttributes') {
        const asked = stringsIn(body['AttributeNames']);
        const known = asKnown(queues.get(text(body['QueueUrl']) ?? ''), asked);
        // Asked for no attribute, SQS answers none; asked for one it does not know, moto fails.
        const AttributeNames = asked.filter((name) => name !== allowPolicy);
        return mapJson(
          await next(withBody(request, JSON.stringify({ ...body, AttributeNames }))),
          (value) => ({
            ...value,
            Attributes: { ...(isObject(value['Attributes']) && value['Attributes']), ...known },
          }),
        );
      }
      const answer = await next(request);
      if (answer.status !== 200) return answer;
      const url = text(body['QueueUrl']) ?? text(jsonOf(answer)['QueueUrl']) ?? '';
      if (request.action === 'DeleteQueue') queues.delete(url);
      else if (isObject(body['Attributes']))
        queues.set(url, { ...queues.get(url), ...policiesIn(body['Attributes']) });
      return answer;
    },
  };
}

function policiesIn(attributes: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => keptPolicies.includes(name)));
}

/** The policies among those asked for; an empty one has been taken away. */
function asKnown(policies: JsonObject = {}, asked: readonly string[]): JsonObject {
  return Object.fromEntries(
    Object.entries(policies).filter(
      ([name, policy]) => policy !== '' && (asked.includes('All') || asked.includes(name)),
    ),
  );
}
