/** Events as AWS's documentation shows them, put into the account and the cluster of the tests. */

const account = '${data.aws_caller_identity.Account.account_id}';
const service = (cluster: string) =>
  `arn:aws:ecs:eu-north-1:${account}:service/${cluster}/grades-prod-backend`;
const envelope = { version: '0', account, time: '2026-05-23T12:31:14Z', region: 'eu-north-1' };

/** ECS developer guide, service deployment state change events. */
export const deployment = (cluster: string, eventName: string) => ({
  ...envelope,
  'detail-type': 'ECS Deployment State Change',
  source: 'aws.ecs',
  resources: [service(cluster)],
  detail: {
    eventType: 'ERROR',
    eventName,
    deploymentId: 'ecs-svc/123',
    updatedAt: '2026-05-23T11:11:11Z',
    reason: 'ECS deployment circuit breaker: task failed to start.',
  },
});

/** ECS developer guide, service action events. */
export const serviceAction = (cluster: string, eventName: string) => ({
  ...envelope,
  'detail-type': 'ECS Service Action',
  source: 'aws.ecs',
  resources: [service(cluster)],
  detail: {
    eventType: 'ERROR',
    eventName,
    clusterArn: `arn:aws:ecs:eu-north-1:${account}:cluster/${cluster}`,
    reason: 'RESOURCE:MEMORY',
    createdAt: '2026-05-23T12:31:14Z',
  },
});

/** ECS developer guide, container instance state change events. */
export const agentDisconnected = (cluster: string) => ({
  ...envelope,
  'detail-type': 'ECS Container Instance State Change',
  source: 'aws.ecs',
  resources: [
    `arn:aws:ecs:eu-north-1:${account}:container-instance/${cluster}/b54a2a04046f4331a9d74580d3e5b8f1`,
  ],
  detail: {
    agentConnected: false,
    clusterArn: `arn:aws:ecs:eu-north-1:${account}:cluster/${cluster}`,
    ec2InstanceId: 'i-0f3a8506383d31bd4',
    status: 'ACTIVE',
  },
});

/** EC2 Auto Scaling user guide, event reference. */
export const autoScaling = (group: string, detailType: string) => ({
  ...envelope,
  'detail-type': detailType,
  source: 'aws.autoscaling',
  resources: [`arn:aws:autoscaling:eu-north-1:${account}:autoScalingGroup:1:autoScalingGroupName/${group}`],
  detail: {
    StatusCode: 'Failed',
    AutoScalingGroupName: group,
    ActivityId: '9cabb81f-42de-417d-8aa7-ce16bf026590',
    Details: { 'Availability Zone': 'eu-north-1b' },
    RequestId: '9cabb81f-42de-417d-8aa7-ce16bf026590',
    Description: 'Launching a new EC2 instance',
    StatusMessage: 'We currently do not have sufficient t4g.small capacity.',
    Cause: 'an instance was started in response to a difference between desired and actual capacity.',
  },
});
