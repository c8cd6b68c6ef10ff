import { readAwsRequest } from '../proxy/aws-request';
import { recordedCall } from './recorded-call';

const request = (service: string, url: string, body: string, headers: Record<string, string> = {}) =>
  readAwsRequest(
    'POST',
    url,
    {
      authorization: `AWS4-HMAC-SHA256 Credential=apply.grades.grades-prod/20300101/eu-north-1/${service}/aws4_request`,
      ...headers,
    },
    Buffer.from(body),
  );
const answer = (body: string) => ({ status: 200, headers: {}, body: Buffer.from(body) });

describe('what is recorded of a call', () => {
  it('is who made it, what was asked and what was answered', () => {
    const target = { 'x-amz-target': 'AmazonEC2ContainerServiceV20141113.CreateCluster' };
    expect(
      recordedCall(request('ecs', '/', '{"clusterName":"a"}', target), answer('{"cluster":{}}')),
    ).toEqual({
      caller: 'apply.grades.grades-prod',
      service: 'ecs',
      region: 'eu-north-1',
      action: 'CreateCluster',
      method: 'POST',
      url: '/',
      headers: target,
      body: '{"clusterName":"a"}',
      status: 200,
      answer: '{"cluster":{}}',
    });
  });

  it.each([
    ['a parameter', 'ssm', '/', '{"Name":"/secrets/a","Value":"canary"}'],
    ['a secret', 'secretsmanager', '/', '{"SecretString":"canary"}'],
    ['an object', 's3', '/bucket/key', 'canary'],
  ])('is not what is in %s, on either way', (_, service, url, body) => {
    const recorded = recordedCall(request(service, url, body), answer(body));
    expect(JSON.stringify(recorded)).not.toContain('canary');
  });

  it('is what tags say, and the settings of a bucket', () => {
    const tags = '{"Tags":[{"Key":"Owner","Value":"dotkom"}]}';
    expect(recordedCall(request('ssm', '/', tags), answer('{}')).body).toBe(tags);
    expect(recordedCall(request('s3', '/bucket?tagging', '<Tagging/>'), answer('')).body).toBe('<Tagging/>');
  });
});
