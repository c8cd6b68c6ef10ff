import { withBody } from '../proxy/aws-request';
import { isObject, Json, jsonAnswer, JsonObject, jsonOf, objectsIn, stringsIn, text } from '../proxy/json';
import { Gap, Next } from './gap';
import { AwsAnswer, AwsRequest } from '../proxy/aws-request';

/** Who is told by a budget's notifications, its tags, and changing it. */
export function budgets(): Gap {
  const subscribers = new Map<string, JsonObject[]>();
  const tags = new Map<string, JsonObject[]>();
  return {
    name: 'Budgets: subscribers, tags and updates',
    reason:
      'moto lacks DescribeSubscribersForNotification, ListTagsForResource, TagResource, UntagResource and ' +
      'UpdateBudget: the provider retried each for ten minutes.',
    handles: (request) => request.service === 'budgets' && request.action in answers,
    fill: (request, next) =>
      answers[request.action]!({ request, next, body: jsonOf(request), subscribers, tags }),
  };
}

interface Question {
  request: AwsRequest;
  next: Next;
  body: JsonObject;
  subscribers: Map<string, JsonObject[]>;
  tags: Map<string, JsonObject[]>;
}

const answers: Record<string, (question: Question) => Promise<AwsAnswer>> = {
  async CreateBudget({ request, next, body, subscribers, tags }) {
    const answer = await next(request);
    if (answer.status !== 200) return answer;
    const budget = isObject(body['Budget']) ? body['Budget'] : {};
    const name = text(budget['BudgetName']) ?? '';
    tags.set(name, objectsIn(body['ResourceTags']));
    for (const { Notification, Subscribers } of objectsIn(body['NotificationsWithSubscribers'])) {
      subscribers.set(keyOf(name, Notification), objectsIn(Subscribers));
    }
    return answer;
  },
  async CreateNotification({ request, next, body, subscribers }) {
    const answer = await next(request);
    if (answer.status === 200) {
      subscribers.set(keyOf(text(body['BudgetName']), body['Notification']), objectsIn(body['Subscribers']));
    }
    return answer;
  },
  async DescribeSubscribersForNotification({ body, subscribers }) {
    const key = keyOf(text(body['BudgetName']), body['Notification']);
    return jsonAnswer({ Subscribers: subscribers.get(key) ?? [] });
  },
  async UpdateBudget({ request, next, body }) {
    const budget = isObject(body['NewBudget']) ? body['NewBudget'] : {};
    const named = { AccountId: body['AccountId'], BudgetName: budget['BudgetName'] };
    const ask = (action: string, question: JsonObject) => next(asAction(request, action, question));
    const notifications = jsonOf(await ask('DescribeNotificationsForBudget', named))['Notifications'];
    await ask('DeleteBudget', named);
    const NotificationsWithSubscribers = objectsIn(notifications).map((Notification) => ({
      Notification,
      Subscribers: [],
    }));
    return ask('CreateBudget', {
      AccountId: body['AccountId'],
      Budget: budget,
      NotificationsWithSubscribers,
    });
  },
  async ListTagsForResource({ body, tags }) {
    return jsonAnswer({ ResourceTags: tags.get(nameOf(body)) ?? [] });
  },
  async TagResource({ body, tags }) {
    const added = objectsIn(body['ResourceTags']);
    const keys = added.map((tag) => tag['Key']);
    const kept = (tags.get(nameOf(body)) ?? []).filter((tag) => !keys.includes(tag['Key']));
    tags.set(nameOf(body), [...kept, ...added]);
    return jsonAnswer({});
  },
  async UntagResource({ body, tags }) {
    const removed = stringsIn(body['ResourceTagKeys']);
    const kept = (tags.get(nameOf(body)) ?? []).filter((tag) => !removed.includes(text(tag['Key']) ?? ''));
    tags.set(nameOf(body), kept);
    return jsonAnswer({});
  },
};

/** The budget's name in `arn:aws:budgets::<account>:budget/<name>`. */
function nameOf(body: JsonObject): string {
  const arn = text(body['ResourceARN']) ?? '';
  return arn.slice(arn.indexOf('/') + 1);
}

function keyOf(budget: string | undefined, notification: Json | undefined): string {
  const { NotificationType, ComparisonOperator, Threshold, ThresholdType } = isObject(notification)
    ? notification
    : {};
  return [
    budget,
    NotificationType,
    ComparisonOperator,
    Number(Threshold),
    ThresholdType ?? 'PERCENTAGE',
  ].join('/');
}

function asAction(request: AwsRequest, action: string, body: JsonObject): AwsRequest {
  const headers = { ...request.headers, 'x-amz-target': `AWSBudgetServiceGateway.${action}` };
  return { ...withBody(request, JSON.stringify(body)), headers, action };
}
