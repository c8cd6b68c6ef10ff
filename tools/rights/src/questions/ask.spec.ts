import { ApiCall } from '../calls/api-call';
import { Value } from '../calls/values';
import { questionsOf } from './ask';
import { arn, Question } from './question';

const region = 'eu-north-1';
const call = (service: string, operation: string, input: Value, output: Value = {}): ApiCall => ({
  ...{ caller: 'apply.grades.grades-prod', service, operation, region, input, output },
  succeeded: true,
});

/** The questions of the last of some calls. */
async function lastOf(...calls: ApiCall[]): Promise<readonly Question[]> {
  const { asked, unknown } = await questionsOf(calls);
  expect(unknown).toEqual([]);
  return asked.at(-1)?.questions ?? [];
}

const role = 'arn:aws:iam::123456789012:role/applications/grades/grades-prod-web';
const boundary = 'arn:aws:iam::123456789012:policy/dotkom-permissions-boundary';
const group = arn('elasticloadbalancing', region, 'targetgroup/grades-prod-web/1');
const listener = arn('elasticloadbalancing', region, 'listener/app/platform-prod/1/2');
const rule = arn('elasticloadbalancing', region, 'listener-rule/app/platform-prod/1/2/3');
const Tags = [{ Key: 'Application', Value: 'grades' }];

describe('a call asks', () => {
  it('about the qualified function, where the request names a version', async () => {
    const invoke = call('lambda', 'Invoke', {
      FunctionName: 'platform-prod-databases',
      Qualifier: '$LATEST',
    });
    expect(await lastOf(invoke)).toEqual([
      expect.objectContaining({
        action: 'lambda:InvokeFunction',
        resource: arn('lambda', region, 'function:platform-prod-databases:$LATEST'),
      }),
    ]);
  });

  it('about tags of what it makes, and says by what it is made', async () => {
    const questions = await lastOf(
      call(
        'elasticloadbalancing',
        'CreateRule',
        { ListenerArn: listener, Tags },
        { RuleArn: rule, TargetGroupArn: group },
      ),
    );
    expect(questions).toEqual([
      expect.objectContaining({ action: 'elasticloadbalancing:CreateRule', resource: listener }),
      expect.objectContaining({
        action: 'elasticloadbalancing:AddTags',
        resource: rule,
        context: expect.objectContaining({
          'elasticloadbalancing:CreateAction': 'CreateRule',
          'aws:RequestTag/Application': 'grades',
        }),
      }),
    ]);
  });

  it('about the roles that it hands to a service', async () => {
    const definition = arn('ecs', region, 'task-definition/grades-prod-web:1');
    const register = call(
      'ecs',
      'RegisterTaskDefinition',
      { family: 'grades-prod-web', taskRoleArn: role },
      { taskDefinitionArn: definition },
    );
    expect(await lastOf(register)).toEqual([
      expect.objectContaining({ action: 'ecs:RegisterTaskDefinition', resource: '*' }),
      expect.objectContaining({
        action: 'iam:PassRole',
        resource: role,
        context: expect.objectContaining({ 'iam:PassedToService': 'ecs-tasks.amazonaws.com' }),
      }),
    ]);
  });

  it('with the boundary that the role has, and by the path that it was made with', async () => {
    const made = call(
      'iam',
      'CreateRole',
      { RoleName: 'grades-prod-web', PermissionsBoundary: boundary },
      { Arn: role },
    );
    const [question] = await lastOf(made, call('iam', 'PutRolePolicy', { RoleName: 'grades-prod-web' }));
    expect(question).toMatchObject({ resource: role, context: { 'iam:PermissionsBoundary': boundary } });
  });

  it('with the tags that the thing has by then', async () => {
    const made = call(
      'elasticloadbalancing',
      'CreateTargetGroup',
      { Name: 'grades-prod-web', Tags },
      { TargetGroupArn: group },
    );
    const remove = call('elasticloadbalancing', 'DeleteTargetGroup', { TargetGroupArn: group });
    const context = { 'aws:ResourceTag/Application': 'grades' };
    expect((await lastOf(made, remove))[0]).toMatchObject({ resource: group, context });
    const untag = call('elasticloadbalancing', 'RemoveTags', {
      ResourceArns: [group],
      TagKeys: ['Application'],
    });
    expect((await lastOf(made, untag, remove))[0]?.context).not.toHaveProperty([
      'aws:ResourceTag/Application',
    ]);
  });

  it('with the types of all records that it changes', async () => {
    const Changes = {
      Change: [{ ResourceRecordSet: { Type: 'A' } }, { ResourceRecordSet: { Type: 'TXT' } }],
    };
    const [question] = await lastOf(
      call('route53', 'ChangeResourceRecordSets', { Id: 'Z1', Body: { Changes } }),
    );
    expect(question).toMatchObject({
      resource: 'arn:aws:route53:::hostedzone/Z1',
      context: { 'route53:ChangeResourceRecordSetsRecordTypes': ['A', 'TXT'] },
    });
  });

  it('about what a launch template starts, in the name of whoever makes a group of it', async () => {
    const profile = 'arn:aws:iam::123456789012:instance-profile/platform-prod-nodes';
    const nodes = 'arn:aws:iam::123456789012:role/platform/platform-prod-nodes';
    const questions = await lastOf(
      call('iam', 'CreateRole', { RoleName: 'platform-prod-nodes' }, { Arn: nodes }),
      call('iam', 'AddRoleToInstanceProfile', {
        InstanceProfileName: 'platform-prod-nodes',
        RoleName: 'platform-prod-nodes',
      }),
      call(
        'ec2',
        'CreateLaunchTemplate',
        { LaunchTemplateData: { IamInstanceProfile: { Arn: profile } } },
        { launchTemplateId: 'lt-0123456789abcdef0' },
      ),
      call('autoscaling', 'CreateAutoScalingGroup', {
        AutoScalingGroupName: 'a',
        LaunchTemplate: { LaunchTemplateId: 'lt-0123456789abcdef0' },
      }),
    );
    const asked = questions.map(({ action, resource }) => `${action} ${resource}`);
    expect(asked).toContain(`ec2:RunInstances ${arn('ec2', region, 'instance/*')}`);
    expect(asked).toContain(`iam:PassRole ${nodes}`);
  });
});

describe('what nobody can tell', () => {
  it.each([
    ['the resource of a call', call('sqs', 'DeleteMessage', {}), /Nothing knows what sqs:DeleteMessage/],
    ['the action of an operation', call('ecs', 'Destroy', {}), /has no action ecs:Destroy.*actions\.ts/],
  ])('is told: %s', async (_, unknown, told) => {
    expect((await questionsOf([unknown])).unknown.join()).toMatch(told);
  });
});
