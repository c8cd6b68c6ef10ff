import { jsonOf, referred, resources } from '@dotkom/stack/testing';
import { stackWith } from '../testing';
import { ClusterNotices } from './cluster-notices';
import { NatAlarms } from './nat-alarms';
import { matches, message } from './testing/event-matcher';
import { agentDisconnected, autoScaling, deployment, serviceAction } from './testing/events';

const topicArn = 'arn:aws:sns:eu-north-1:123456789012:platform-test-alarms';
const name = 'platform-test';
const stack = stackWith((scope) => {
  new ClusterNotices(scope, 'cluster', {
    name,
    clusterName: name,
    autoScalingGroupNames: [`${name}-arm64`, `${name}-amd64`],
    topicArn,
  });
  new NatAlarms(scope, 'nat', { name, autoScalingGroupNames: [`${name}-nat`], topicArn });
});
const targets = resources(stack, 'aws_cloudwatch_event_target');
const notices = targets.map((target) => ({ target, rule: referred(stack, target['rule']) }));
const told = (event: unknown) =>
  notices
    .filter(({ rule }) => matches(jsonOf(rule['event_pattern']), event))
    .map(({ rule }) => rule['name'].replace(`${name}-`, ''));
const textOf = (rule: string, event: unknown) => {
  const notice = notices.find((each) => each.rule['name'] === `${name}-${rule}`);
  return message(notice?.target['input_transformer'], event);
};

describe('people are told', () => {
  it.each([
    ['of a deployment that failed', deployment(name, 'SERVICE_DEPLOYMENT_FAILED'), 'deploy-failed'],
    ['of no room for a task', serviceAction(name, 'SERVICE_TASK_PLACEMENT_FAILURE'), 'tasks-do-not-start'],
    ['of tasks that end at once', serviceAction(name, 'SERVICE_TASK_START_IMPAIRED'), 'tasks-do-not-start'],
    [
      'of a service that is set up wrong',
      serviceAction(name, 'SERVICE_TASK_CONFIGURATION_FAILURE'),
      'tasks-do-not-start',
    ],
    [
      'of a node that could not be launched',
      autoScaling(`${name}-arm64`, 'EC2 Instance Launch Unsuccessful'),
      'node-not-launched',
    ],
    [
      'of a NAT that could not be launched',
      autoScaling(`${name}-nat`, 'EC2 Instance Launch Unsuccessful'),
      'nat-replaced',
    ],
    [
      'of a NAT that was ended',
      autoScaling(`${name}-nat`, 'EC2 Instance Terminate Successful'),
      'nat-replaced',
    ],
  ])('%s, once', (_, event, rule) => expect(told(event)).toEqual([rule]));

  it.each([
    ['a deployment that begins', deployment(name, 'SERVICE_DEPLOYMENT_IN_PROGRESS')],
    ['a deployment that is done', deployment(name, 'SERVICE_DEPLOYMENT_COMPLETED')],
    ["another cluster's deployment", deployment('other', 'SERVICE_DEPLOYMENT_FAILED')],
    ['a cluster whose name begins alike', deployment(`${name}-2`, 'SERVICE_DEPLOYMENT_FAILED')],
    ["another cluster's tasks", serviceAction('other', 'SERVICE_TASK_PLACEMENT_FAILURE')],
    ['a service that is well', serviceAction(name, 'SERVICE_STEADY_STATE')],
    ['an agent that reconnects', agentDisconnected(name)],
    ['a node that is replaced', autoScaling(`${name}-arm64`, 'EC2 Instance Terminate Successful')],
    ['a NAT that has started', autoScaling(`${name}-nat`, 'EC2 Instance Launch Successful')],
    ["somebody else's group", autoScaling('other', 'EC2 Instance Launch Unsuccessful')],
  ])('nothing of %s', (_, event) => expect(told(event)).toEqual([]));

  it('in sentences: what, which service, why, whose it is and where to read on', () => {
    const text = textOf('deploy-failed', deployment(name, 'SERVICE_DEPLOYMENT_FAILED'));
    expect(text.split('\n')).toEqual([
      'A deployment failed (SERVICE_DEPLOYMENT_FAILED): ECS deployment circuit breaker: task failed to start. ' +
        'Service: arn:aws:ecs:eu-north-1:${data.aws_caller_identity.Account.account_id}:service/platform-test/grades-prod-backend. ' +
        'Where an earlier release was healthy, it runs again.',
      'Owner of the platform: dotkom/dotkom.',
      'What to do: https://github.com/dotkom/infra/blob/main/docs/runbooks/deploy-rolled-back.md',
    ]);
  });

  it.each([
    ['tasks-do-not-start', serviceAction(name, 'SERVICE_TASK_PLACEMENT_FAILURE'), 'RESOURCE:MEMORY'],
    ['node-not-launched', autoScaling(`${name}-arm64`, 'x'), 'We currently do not have sufficient'],
    ['nat-replaced', autoScaling(`${name}-nat`, 'x'), 'in response to a difference between desired'],
  ])('of the reason too: %s', (rule, event, reason) => expect(textOf(rule, event)).toContain(reason));

  it('by the topic, and with nothing in the sentence that the event leaves out', () => {
    for (const { target } of notices) {
      expect(target['arn']).toBe(topicArn);
      const { input_paths: paths, input_template: template } = target['input_transformer'];
      expect(Object.keys(paths).filter((variable) => !template.includes(`<${variable}>`))).toEqual([]);
    }
    expect(notices).toHaveLength(4);
  });
});
