import { isObject, jsonAnswer, JsonObject, jsonOf, stringsIn, text } from '../proxy/json';
import { actions, Gap } from './gap';

/** Tags of scalable targets. */
export function applicationAutoScalingTags(): Gap {
  const tags = new Map<string, JsonObject>();
  return {
    name: 'Application Auto Scaling: tags',
    reason:
      'moto lacks ListTagsForResource, TagResource and UntagResource; the provider reads tags on every plan.',
    handles: actions(
      'application-autoscaling',
      ...['RegisterScalableTarget', 'ListTagsForResource', 'TagResource', 'UntagResource'],
    ),
    async fill(request, next) {
      const body = jsonOf(request);
      const added = isObject(body['Tags']) ? body['Tags'] : {};
      if (request.action === 'RegisterScalableTarget') {
        const answer = await next(request);
        const arn = answer.status === 200 ? text(jsonOf(answer)['ScalableTargetARN']) : undefined;
        if (arn !== undefined && !tags.has(arn)) tags.set(arn, added);
        return answer;
      }
      const arn = text(body['ResourceARN']) ?? '';
      const known = tags.get(arn) ?? {};
      if (request.action === 'ListTagsForResource') return jsonAnswer({ Tags: known });
      const removed = stringsIn(body['TagKeys']);
      const kept = Object.entries({ ...known, ...added }).filter(([key]) => !removed.includes(key));
      tags.set(arn, Object.fromEntries(kept));
      return jsonAnswer({});
    },
  };
}
