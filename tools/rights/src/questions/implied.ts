import { ApiCall } from '../calls/api-call';
import { named, textOf, textsIn } from '../calls/values';
import { Memory } from './memory';
import { arn, Context } from './question';
import { tagsIn } from './tags';

/** A question that AWS asks beside the one that a call is. */
export interface Implied {
  readonly action: string;
  readonly resources: readonly string[];
  readonly context?: Context;
}

/** What AWS asks beyond the action that a call is called after: tags of what is made, and roles that are handed on. */
export function impliedBy(call: ApiCall, resources: readonly string[], memory: Memory): Implied[] {
  return [...tagging(call, resources), ...passing(call, memory), ...byOthers(call, memory)];
}

/** By what a service tags what an operation makes. EC2, load balancing and ECS say by which operation it is made, too. */
const tagActions: Readonly<Record<string, string>> = {
  'acm:RequestCertificate': 'acm:AddTagsToCertificate',
  'application-autoscaling:RegisterScalableTarget': 'application-autoscaling:TagResource',
  'autoscaling:CreateAutoScalingGroup': 'autoscaling:CreateOrUpdateTags',
  'budgets:CreateBudget': 'budgets:TagResource',
  'cloudfront:CreateDistributionWithTags': 'cloudfront:TagResource',
  'cloudwatch:PutMetricAlarm': 'cloudwatch:TagResource',
  'ecr:CreateRepository': 'ecr:TagResource',
  'events:PutRule': 'events:TagResource',
  'iam:CreateInstanceProfile': 'iam:TagInstanceProfile',
  'iam:CreatePolicy': 'iam:TagPolicy',
  'iam:CreateRole': 'iam:TagRole',
  'lambda:CreateFunction': 'lambda:TagResource',
  'logs:CreateLogGroup': 'logs:TagResource',
  's3:CreateBucket': 's3:TagResource',
  'scheduler:CreateScheduleGroup': 'scheduler:TagResource',
  'servicediscovery:CreateHttpNamespace': 'servicediscovery:TagResource',
  'ses:CreateEmailIdentity': 'ses:TagResource',
  'sns:CreateTopic': 'sns:TagResource',
  'sqs:CreateQueue': 'sqs:TagQueue',
  'ssm:CreateDocument': 'ssm:AddTagsToResource',
  'ssm:PutParameter': 'ssm:AddTagsToResource',
  'states:CreateStateMachine': 'states:TagResource',
};

function tagging(call: ApiCall, resources: readonly string[]): Implied[] {
  const { service, operation, input } = call;
  const handsOn = textOf(input, 'propagateTags') !== undefined && operation === 'RunTask';
  if (Object.keys(tagsIn(input)).length === 0 && !handsOn) return [];
  const made = madeBy(call);
  const known = tagActions[`${service}:${operation}`];
  if (known) return [{ action: known, resources: resources.includes('*') ? made.slice(0, 1) : resources }];
  if (!/^(Create|Register|Run|Allocate|Authorize)/.test(operation)) return [];
  const context = { [`${service}:CreateAction`]: operation };
  if (service === 'ec2') return ec2Tagging(call, context);
  const last = made.slice(-1);
  if (service === 'rds') return [{ action: 'rds:AddTagsToResource', resources: last }];
  if (service === 'elasticloadbalancing') return [{ action: `${service}:AddTags`, resources: last, context }];
  if (service === 'ecs') return [{ action: 'ecs:TagResource', resources: last, context }];
  return [];
}

/** The ARNs in an answer that are of what was made: a rule's answer names its target group too. */
export function madeBy({
  service,
  operation,
  output,
}: Pick<ApiCall, 'service' | 'operation' | 'output'>): string[] {
  const arns = textsIn(output).filter((text) => text.startsWith(`arn:aws:${service}:`));
  const kinds: Record<string, string> = {
    CreateRule: ':listener-rule/',
    CreateListener: ':listener/',
    CreateTargetGroup: ':targetgroup/',
    CreateLoadBalancer: ':loadbalancer/',
    CreateService: ':service/',
    CreateCluster: ':cluster/',
    CreateCapacityProvider: ':capacity-provider/',
    RegisterTaskDefinition: ':task-definition/',
    RunTask: ':task/',
  };
  return arns.filter((each) => each.includes(kinds[operation] ?? ':'));
}

/** Each specification says which type of thing it is about. */
function ec2Tagging({ input, region }: ApiCall, context: Context): Implied[] {
  const specifications = [...named(input, 'TagSpecification'), ...named(input, 'TagSpecifications')];
  const types = specifications.flatMap((each) => named(each, 'ResourceType')).flatMap(textsIn);
  return [...new Set(types)].map((type) => ({
    action: 'ec2:CreateTags',
    resources: [arn('ec2', region, `${type}/*`)],
    context,
  }));
}

/** The service that a role is handed to, by operation. */
const passedTo: Readonly<Record<string, string>> = {
  // It sends the role that it read, which is AWS's own; whether that is asked, AWS does not say.
  'application-autoscaling:RegisterScalableTarget': 'ecs.application-autoscaling',
  'ecs:RegisterTaskDefinition': 'ecs-tasks',
  'ecs:RunTask': 'ecs-tasks',
  'events:PutTargets': 'events',
  'iam:AddRoleToInstanceProfile': 'ec2',
  'lambda:CreateFunction': 'lambda',
  'lambda:UpdateFunctionConfiguration': 'lambda',
  'logs:PutSubscriptionFilter': 'logs',
  'rds:CreateDBInstance': 'monitoring.rds',
  'rds:ModifyDBInstance': 'monitoring.rds',
  'scheduler:CreateSchedule': 'scheduler',
  'scheduler:UpdateSchedule': 'scheduler',
  'states:CreateStateMachine': 'states',
  'states:UpdateStateMachine': 'states',
};

function passing({ service, operation, input }: ApiCall, memory: Memory): Implied[] {
  const name = `${service}:${operation}`.replace(/\d{8}(v\d)?$/, '');
  const to = passedTo[name];
  if (!to) return [];
  const said = textsIn(input).filter((text) => /^arn:aws:iam::\d+:role\//.test(text));
  const roles =
    name === 'iam:AddRoleToInstanceProfile' ? memory.arnsNamed('iam', textOf(input, 'RoleName') ?? '') : said;
  return [...new Set(roles)]
    .filter((each) => each.includes(':role/'))
    .map((role) => ({
      action: 'iam:PassRole',
      resources: [role],
      context: { 'iam:PassedToService': `${to}.amazonaws.com` },
    }));
}

/** What a service does at once in the name of whoever calls it. */
function byOthers({ service, operation, input, region }: ApiCall, memory: Memory): Implied[] {
  const name = `${service}:${operation}`;
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html#rds-secrets-manager-permissions
  if (name === 'rds:CreateDBInstance' && textOf(input, 'ManageMasterUserPassword') === 'true') {
    const secret = [
      arn('secretsmanager', region, 'secret:rds!db-00000000-0000-0000-0000-000000000000-AbCdEf'),
    ];
    return [
      ...['CreateSecret', 'TagResource'].map((each) => ({
        action: `secretsmanager:${each}`,
        resources: secret,
      })),
      // A database is in AWS's own option group, and AWS asks for both.
      { action: name, resources: [arn('rds', region, 'og:default:postgres')] },
      {
        action: 'kms:DescribeKey',
        resources: [arn('kms', region, 'key/00000000-0000-0000-0000-000000000000')],
      },
    ];
  }
  // A last snapshot is made by who deletes: the safe side, AWS says nothing of it.
  if (name === 'rds:DeleteDBInstance' && textOf(input, 'FinalDBSnapshotIdentifier')) {
    const snapshot = arn('rds', region, `snapshot:${textOf(input, 'FinalDBSnapshotIdentifier')}`);
    return [{ action: 'rds:CreateDBSnapshot', resources: [snapshot] }];
  }
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/asg-capacity-providers.html: ECS tags the group.
  if (name === 'ecs:CreateCapacityProvider') {
    const group = textsIn(input).filter((text) => text.startsWith('arn:aws:autoscaling:'));
    return [{ action: 'autoscaling:CreateOrUpdateTags', resources: group }];
  }
  // https://docs.aws.amazon.com/autoscaling/application/userguide/security_iam_service-with-iam.html: it makes alarms.
  if (/^application-autoscaling:(Put|Delete)ScalingPolicy$/.test(name)) {
    const alarm = arn(
      'cloudwatch',
      region,
      `alarm:TargetTracking-${textOf(input, 'ResourceId')}-AlarmHigh-1`,
    );
    const action = operation.startsWith('Put') ? 'cloudwatch:PutMetricAlarm' : 'cloudwatch:DeleteAlarms';
    return [{ action, resources: [alarm] }];
  }
  // https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-launch-template-permissions.html
  if (/^autoscaling:(Create|Update)AutoScalingGroup$/.test(name) && textOf(input, 'LaunchTemplateId')) {
    return launching(textOf(input, 'LaunchTemplateId') ?? '', region, memory);
  }
  return [];
}

/** Starting an instance by a template, with the tags and the role that it says. */
function launching(template: string, region: string, memory: Memory): Implied[] {
  const kinds = ['instance', 'network-interface', 'volume', 'subnet', 'security-group'];
  const role = memory.roleOfTemplate(template);
  return [
    {
      action: 'ec2:RunInstances',
      resources: [
        ...kinds.map((kind) => arn('ec2', region, `${kind}/*`)),
        arn('ec2', region, `launch-template/${template}`),
        `arn:aws:ec2:${region}::image/*`,
      ],
    },
    {
      action: 'ec2:CreateTags',
      resources: ['instance', 'volume'].map((kind) => arn('ec2', region, `${kind}/*`)),
      context: { 'ec2:CreateAction': 'RunInstances' },
    },
    ...(role
      ? [
          {
            action: 'iam:PassRole',
            resources: [role],
            context: { 'iam:PassedToService': 'ec2.amazonaws.com' },
          },
        ]
      : []),
  ];
}
