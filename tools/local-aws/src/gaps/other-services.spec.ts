import { serviceSettings, snapshotSharing } from './account-settings';
import { applicationAutoScalingTags } from './application-auto-scaling';
import { budgets } from './budgets';
import { certificateKeys } from './certificates';
import { s3BucketPolicies } from './s3-bucket-policy';
import { sesIdentityTags } from './ses';
import { sqsPolicies } from './sqs';
import { jsonRequest, queryRequest, recordedMoto, restRequest, send } from './testing/recorded-moto';

describe('Budgets', () => {
  const Notification = { NotificationType: 'ACTUAL', ComparisonOperator: 'GREATER_THAN', Threshold: 80 };
  const Subscribers = [{ SubscriptionType: 'EMAIL', Address: 'drift@example.com' }];
  const create = jsonRequest('budgets', 'CreateBudget', {
    AccountId: '1',
    Budget: { BudgetName: 'month' },
    NotificationsWithSubscribers: [{ Notification, Subscribers }],
    ResourceTags: [{ Key: 'a', Value: '1' }],
  });

  it('say who is told', async () => {
    const question = {
      AccountId: '1',
      BudgetName: 'month',
      Notification: { ...Notification, ThresholdType: 'PERCENTAGE' },
    };
    const ask = jsonRequest('budgets', 'DescribeSubscribersForNotification', question);
    expect((await send([budgets()], recordedMoto({}), create, ask)).json()).toEqual({ Subscribers });
  });

  it('keep their tags', async () => {
    const ResourceARN = 'arn:aws:budgets::1:budget/month';
    const tag = jsonRequest('budgets', 'TagResource', {
      ResourceARN,
      ResourceTags: [{ Key: 'b', Value: '2' }],
    });
    const untag = jsonRequest('budgets', 'UntagResource', { ResourceARN, ResourceTagKeys: ['a'] });
    const list = jsonRequest('budgets', 'ListTagsForResource', { ResourceARN });
    const answer = await send([budgets()], recordedMoto({}), create, tag, untag, list);
    expect(answer.json()).toEqual({ ResourceTags: [{ Key: 'b', Value: '2' }] });
  });

  it('are changed by being made anew, with their notifications', async () => {
    const moto = recordedMoto({ Notifications: [Notification] }, {}, {});
    const update = jsonRequest('budgets', 'UpdateBudget', {
      AccountId: '1',
      NewBudget: { BudgetName: 'month' },
    });
    await send([budgets()], moto, update);
    expect(moto.asked.map(({ action }) => action)).toEqual([
      'DescribeNotificationsForBudget',
      'DeleteBudget',
      'CreateBudget',
    ]);
    expect(JSON.parse(String(moto.asked[2]?.body))).toMatchObject({
      NotificationsWithSubscribers: [{ Notification }],
    });
  });
});

describe('Application Auto Scaling', () => {
  it('keeps the tags of a target', async () => {
    const ResourceARN = 'arn:target';
    const register = jsonRequest('application-autoscaling', 'RegisterScalableTarget', {
      Tags: { a: '1', b: '2' },
    });
    const untag = jsonRequest('application-autoscaling', 'UntagResource', { ResourceARN, TagKeys: ['a'] });
    const list = jsonRequest('application-autoscaling', 'ListTagsForResource', { ResourceARN });
    const moto = recordedMoto({ ScalableTargetARN: ResourceARN });
    const answer = await send([applicationAutoScalingTags()], moto, register, untag, list);
    expect(answer.json()).toEqual({ Tags: { b: '2' } });
  });
});

describe('ACM certificates', () => {
  it('have the key that was asked for', async () => {
    const CertificateArn = 'arn:certificate';
    const moto = recordedMoto(
      { CertificateArn },
      { Certificate: { CertificateArn, KeyAlgorithm: 'RSA_2048' } },
    );
    const request = jsonRequest('acm', 'RequestCertificate', { KeyAlgorithm: 'EC_prime256v1' });
    const answer = await send(
      [certificateKeys()],
      moto,
      request,
      jsonRequest('acm', 'DescribeCertificate', { CertificateArn }),
    );
    expect(answer.json()).toEqual({ Certificate: { CertificateArn, KeyAlgorithm: 'EC_prime256v1' } });
  });
});

describe('S3 bucket policies', () => {
  it('are enforced without their conditional denials, and answered whole', async () => {
    const allow = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' };
    const deny = {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    };
    const policy = JSON.stringify({ Version: '2012-10-17', Statement: [allow, deny] });
    const moto = recordedMoto('', '{"what": "moto keeps"}');
    const put = restRequest('s3', 'PUT', '/bucket?policy=', policy);
    const answer = await send([s3BucketPolicies()], moto, put, restRequest('s3', 'GET', '/bucket?policy='));
    expect(JSON.parse(String(moto.asked[0]?.body))).toEqual({ Version: '2012-10-17', Statement: [allow] });
    expect(answer.body.toString()).toBe(policy);
  });
});

describe('SES identities', () => {
  it('are tagged after they are made', async () => {
    const Tags = [{ Key: 'a', Value: '1' }];
    const body = JSON.stringify({ EmailIdentity: 'online.example', Tags });
    const moto = recordedMoto({}, {});
    await send([sesIdentityTags()], moto, restRequest('ses', 'POST', '/v2/email/identities', body));
    expect(moto.asked[1]?.url).toBe('/v2/email/tags');
    expect(JSON.parse(String(moto.asked[1]?.body))).toEqual({
      ResourceArn: 'arn:aws:ses:eu-north-1:123456789012:identity/online.example',
      Tags,
    });
  });
});

describe('SQS policies', () => {
  const QueueUrl = 'http://127.0.0.1/1/dead';
  const set = (Attributes: Record<string, string>) =>
    jsonRequest('sqs', 'SetQueueAttributes', { QueueUrl, Attributes });
  const get = (...AttributeNames: string[]) =>
    jsonRequest('sqs', 'GetQueueAttributes', { QueueUrl, AttributeNames });

  it('come back as they were sent, and moto is not asked for what it does not know', async () => {
    const moto = recordedMoto({}, { Attributes: { RedrivePolicy: '{"a": 1}' } });
    const sent = set({ RedriveAllowPolicy: '{"b":2}', RedrivePolicy: '{"a":1}' });
    const answer = await send([sqsPolicies()], moto, sent, get('RedriveAllowPolicy', 'RedrivePolicy'));
    expect(answer.json()).toEqual({
      Attributes: { RedriveAllowPolicy: '{"b":2}', RedrivePolicy: '{"a":1}' },
    });
    expect(JSON.parse(String(moto.asked[1]?.body))).toMatchObject({ AttributeNames: ['RedrivePolicy'] });
  });

  it('stay when something else of the queue is set', async () => {
    const moto = recordedMoto({}, {}, { Attributes: { QueueArn: 'arn' } });
    const sent = [set({ Policy: '{"p":1}' }), set({ RedriveAllowPolicy: '{"b":2}' })];
    const answer = await send([sqsPolicies()], moto, ...sent, get('Policy', 'QueueArn'));
    expect(answer.json()).toEqual({ Attributes: { QueueArn: 'arn', Policy: '{"p":1}' } });
  });

  it('are gone when they are taken away, and not answered unasked', async () => {
    const gaps = [sqsPolicies()];
    const moto = recordedMoto({}, { Attributes: {} }, {}, { Attributes: {} });
    const unasked = await send(gaps, moto, set({ RedriveAllowPolicy: '{"b":2}' }), get('QueueArn'));
    expect(unasked.json()).toEqual({ Attributes: {} });
    const gone = await send(gaps, moto, set({ RedriveAllowPolicy: '' }), get('All'));
    expect(gone.json()).toEqual({ Attributes: {} });
  });
});

describe('settings of the account', () => {
  const state = queryRequest('ec2', 'GetSnapshotBlockPublicAccessState');
  const block = queryRequest('ec2', 'EnableSnapshotBlockPublicAccess', { State: 'block-all-sharing' });
  const unblock = queryRequest('ec2', 'DisableSnapshotBlockPublicAccess');
  const SettingId = 'arn:aws:ssm:eu-north-1:1:servicesetting/ssm/documents/console/public-sharing-permission';
  const read = jsonRequest('ssm', 'GetServiceSetting', { SettingId });
  const disable = jsonRequest('ssm', 'UpdateServiceSetting', { SettingId, SettingValue: 'Disable' });

  it.each([
    ['unblocked', [state]],
    ['block-all-sharing', [block, state]],
    ['unblocked', [block, unblock, state]],
  ])('say whether snapshots may be made public: %s', async (expected, requests) => {
    const answer = await send([snapshotSharing()], recordedMoto(), ...requests);
    expect(answer.xml).toContain(`<state>${expected}</state>`);
  });

  it.each([
    ['Enable', [read]],
    ['Disable', [disable, read]],
    ['Enable', [disable, jsonRequest('ssm', 'ResetServiceSetting', { SettingId }), read]],
  ])('say whether documents may be made public: %s', async (SettingValue, requests) => {
    const answer = await send([serviceSettings()], recordedMoto(), ...requests);
    expect(answer.json()).toMatchObject({ ServiceSetting: { ARN: SettingId, SettingValue } });
  });
});
