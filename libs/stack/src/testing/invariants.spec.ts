import { Construct } from 'constructs';
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { LaunchTemplate } from '@cdktf/provider-aws/lib/launch-template';
import { Lb } from '@cdktf/provider-aws/lib/lb';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import {
  S3BucketLifecycleConfiguration,
  S3BucketLifecycleConfigurationRuleExpiration,
} from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { SnsTopicPolicy } from '@cdktf/provider-aws/lib/sns-topic-policy';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { policy } from '../iam/policy';
import { InfraStack } from '../infra-stack';
import { brokenInvariants, publicParts } from './invariants';
import { synthesised } from './synthesised';

const stackOf = (create: (scope: Construct) => void, boundedRoles = true) =>
  synthesised((app) => {
    const stack = new InfraStack(app, 'demo-prod', { environment: 'prod', boundedRoles });
    create(stack);
    return stack;
  });
const closed = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
};
const wide = (scope: Construct) => {
  const statement = { sid: 'Everything', actions: ['s3:GetObject'], resources: ['*'] };
  new IamRolePolicy(scope, 'policy', { role: 'r', policy: policy([statement]) });
};
const encrypt = (scope: Construct, bucket: string) =>
  new S3BucketServerSideEncryptionConfigurationA(scope, 'encryption', {
    bucket,
    rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }],
  });
const versions = (
  scope: Construct,
  bucket: string,
  expiration: S3BucketLifecycleConfigurationRuleExpiration[],
) => {
  new S3BucketVersioningA(scope, 'versions', { bucket, versioningConfiguration: { status: 'Enabled' } });
  new S3BucketLifecycleConfiguration(scope, 'lifecycle', {
    bucket,
    rule: [{ id: 'all', status: 'Enabled', expiration }],
  });
};
const disk = (encrypted: string) => [{ deviceName: '/dev/xvda', ebs: { encrypted } }];
const alarm = {
  alarmName: 'deaf',
  comparisonOperator: 'GreaterThanThreshold',
  evaluationPeriods: 1,
  alarmActions: ['arn:a'],
};
const topicFor = (scope: Construct, Principal: Record<string, string>) =>
  new SnsTopicPolicy(scope, 'topic', {
    arn: 'arn:a',
    policy: JSON.stringify({ Statement: [{ Effect: 'Allow', Principal, Action: 'sns:Publish' }] }),
  });

describe('the rules for every stack find', () => {
  it('a role whose boundary is not one of those allowed, made in the same stack or not', () => {
    const stack = stackOf((scope) => {
      const { arn } = new IamPolicy(scope, 'policy', { name: 'own-boundary', policy: policy([]) });
      const assumeRolePolicy = policy([]);
      new IamRole(scope, 'a', { name: 'a', assumeRolePolicy, permissionsBoundary: arn });
      const elsewhere = 'arn:aws:iam::1:policy/dotkom-permissions-boundary';
      new IamRole(scope, 'b', { name: 'b', assumeRolePolicy, permissionsBoundary: elsewhere });
    }, false);
    expect(brokenInvariants(stack)).toEqual(['The role a has no permissions boundary.']);
    expect(brokenInvariants(stack, {}, ['own-boundary'])).toEqual([
      'The role b has no permissions boundary.',
    ]);
  });

  it.each<[string, (scope: Construct) => void, string]>([
    ['a wide statement without a reason', wide, 'The statement Everything is for every resource'],
    [
      'a disk that is not encrypted',
      (scope) => new LaunchTemplate(scope, 'a', { name: 'a', blockDeviceMappings: disk('false') }),
      'A disk of a is not encrypted.',
    ],
    [
      'a disk of which nothing is said',
      (scope) => new LaunchTemplate(scope, 'a', { name: 'a' }),
      'A disk of a is not encrypted.',
    ],
    [
      'a queue that is not encrypted',
      (scope) => new SqsQueue(scope, 'a', { name: 'a' }),
      'The queue a is not encrypted.',
    ],
    [
      'a bucket that is not encrypted, where another is',
      (scope) => {
        for (const name of ['a', 'b']) {
          const { id: bucket } = new S3Bucket(scope, name, { bucket: name });
          new S3BucketPublicAccessBlock(scope, `${name}-block`, { ...closed, bucket });
          if (name === 'b') encrypt(scope, bucket);
        }
      },
      'The bucket a is not encrypted.',
    ],
    [
      'a bucket that nothing closes',
      (scope) => encrypt(scope, new S3Bucket(scope, 'a', { bucket: 'a' }).bucket),
      'The bucket a is not closed to the public.',
    ],
    [
      'a bucket that is half closed',
      (scope) => {
        const { id: bucket } = new S3Bucket(scope, 'a', { bucket: 'a' });
        new S3BucketPublicAccessBlock(scope, 'block', { ...closed, bucket, blockPublicPolicy: false });
        encrypt(scope, bucket);
      },
      'The bucket a is not closed to the public.',
    ],
    [
      'a bucket with versions that keeps the marks of what was deleted',
      (scope) => versions(scope, 'a', [{ days: 7 }]),
      'The bucket a has versions, and keeps the marks of what was deleted for ever.',
    ],
    [
      'a log that never ends',
      (scope) => new CloudwatchLogGroup(scope, 'a', { name: '/a' }),
      'The log group /a never forgets.',
    ],
    [
      'an alarm that nobody hears',
      (scope) => new CloudwatchMetricAlarm(scope, 'a', { ...alarm, alarmActions: [] }),
      'The alarm deaf tells nobody.',
    ],
    [
      'an alarm that is switched off',
      (scope) => new CloudwatchMetricAlarm(scope, 'a', { ...alarm, actionsEnabled: false }),
      'The alarm deaf tells nobody.',
    ],
    [
      'a topic that anybody may send to',
      (scope) => topicFor(scope, { AWS: '*' }),
      'Anybody may use the topic arn:a.',
    ],
  ])('%s', (_, create, sentence) => {
    expect(brokenInvariants(stackOf(create))).toEqual([expect.stringContaining(sentence)]);
  });

  it('a role without the boundary', () => {
    const role = (scope: Construct) => new IamRole(scope, 'a', { name: 'a', assumeRolePolicy: '{}' });
    expect(brokenInvariants(stackOf(role, false))).toEqual(['The role a has no permissions boundary.']);
    expect(brokenInvariants(stackOf(role))).toEqual([]);
  });

  it('a reason that nothing needs any more', () => {
    expect(brokenInvariants(stackOf(wide), { Everything: 'because' })).toEqual([]);
    expect(
      brokenInvariants(
        stackOf(() => {}),
        { Everything: 'because' },
      ),
    ).toEqual(['The reason for Everything is out of date: no such statement is for every resource.']);
  });

  it('nothing in what keeps them', () => {
    const stack = stackOf((scope) => {
      new LaunchTemplate(scope, 'template', { name: 'a', blockDeviceMappings: disk('true') });
      const { id: bucket } = new S3Bucket(scope, 'bucket', {});
      new S3BucketPublicAccessBlock(scope, 'block', { ...closed, bucket });
      encrypt(scope, bucket);
      versions(scope, bucket, [{ expiredObjectDeleteMarker: true }]);
      new CloudwatchLogGroup(scope, 'log', { name: '/a', retentionInDays: 1 });
      new SqsQueue(scope, 'queue', { sqsManagedSseEnabled: true });
      new CloudwatchMetricAlarm(scope, 'alarm', alarm);
      topicFor(scope, { Service: 'cloudwatch.amazonaws.com' });
    });
    expect(brokenInvariants(stack)).toEqual([]);
  });
});

describe('what is public of a stack', () => {
  it('is every load balancer, instance, subnet and port that the internet sees', () => {
    const stack = stackOf((scope) => {
      new Lb(scope, 'lb', { name: 'web' });
      new Lb(scope, 'inner-lb', { name: 'inner', internal: true });
      new LaunchTemplate(scope, 'nat', {
        name: 'nat',
        networkInterfaces: [{ associatePublicIpAddress: 'true' }],
      });
      new LaunchTemplate(scope, 'node', { name: 'node' });
      new Subnet(scope, 'open', { vpcId: 'v', mapPublicIpOnLaunch: true, tags: { Name: 'open' } });
      new Subnet(scope, 'shut', { vpcId: 'v', mapPublicIpOnLaunch: false });
      const { id: securityGroupId } = new SecurityGroup(scope, 'group', { name: 'ssh' });
      const port = { securityGroupId, ipProtocol: 'tcp', fromPort: 22, toPort: 22 };
      new VpcSecurityGroupIngressRule(scope, 'four', { ...port, cidrIpv4: '0.0.0.0/0' });
      new VpcSecurityGroupIngressRule(scope, 'six', { ...port, cidrIpv6: '::/0' });
      new VpcSecurityGroupIngressRule(scope, 'home', { ...port, cidrIpv4: '10.0.0.0/8' });
    });
    expect(publicParts(stack)).toEqual([
      'load balancer web',
      'instances of nat',
      'whatever starts in subnet open',
      'port 22 to 22 of ssh',
      'port 22 to 22 of ssh',
    ]);
  });
});
