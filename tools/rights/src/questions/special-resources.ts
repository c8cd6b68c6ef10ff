import { ApiCall } from '../calls/api-call';
import { named, textOf, textsIn } from '../calls/values';
import { Memory } from './memory';
import { arn } from './question';

type Special = (call: ApiCall, memory: Memory) => readonly string[];

/** Where neither the names of fields nor the ARNs of request and answer say which resources AWS asks about. */
const special: Readonly<Record<string, Special>> = {
  // The reference knows no resource for these; AWS's own refusals name one: reference/exceptions.ts.
  'acm:RequestCertificate': ({ region }) => [arn('acm', region, 'certificate/*')],
  'cloudfront:CreateDistribution': () => [arn('cloudfront', '', 'distribution/*')],
  'cloudfront:CreateOriginAccessControl': () => [arn('cloudfront', '', 'origin-access-control/*')],
  'cloudfront:CreateResponseHeadersPolicy': () => [arn('cloudfront', '', 'response-headers-policy/*')],
  'cloudfront:CreateFunction': ({ input }) => [arn('cloudfront', '', `function/${textOf(input, 'Name')}`)],
  // The reference knows the definition; AWS's own refusals say `on resource: *`
  // (https://github.com/aws/containers-roadmap/issues/929).
  'ecs:RegisterTaskDefinition': () => ['*'],
  // A list, and AWS's own refusals say `on resource: arn:aws:logs:<region>:<account>:log-group::log-stream:`.
  'logs:DescribeLogGroups': ({ region }) => [arn('logs', region, 'log-group::log-stream:')],
  // The provider asks it of an image, which is no instance.
  'ec2:GetInstanceUefiData': ({ region, input }) => [
    arn('ec2', region, `instance/${textOf(input, 'InstanceId')}`),
  ],
  // It names the association, which is neither the table nor the subnet that AWS asks about.
  'ec2:DisassociateRouteTable': ({ region }) => [
    arn('ec2', region, 'route-table/*'),
    arn('ec2', region, 'subnet/*'),
  ],
  'elasticloadbalancing:CreateLoadBalancer': ({ region, input }) => [
    arn('elasticloadbalancing', region, `loadbalancer/app/${textOf(input, 'Name')}/*`),
  ],
  'lambda:InvokeFunction': ({ region, input }) => {
    const name = lastOf(textOf(input, 'FunctionName') ?? '');
    const qualifier = textOf(input, 'Qualifier');
    return [arn('lambda', region, `function:${name}${qualifier ? `:${qualifier}` : ''}`)];
  },
  // Made by a call that does not say its id: AWS asks about one without.
  'application-autoscaling:RegisterScalableTarget': scalableTarget,
  'application-autoscaling:DeregisterScalableTarget': scalableTarget,
  'application-autoscaling:PutScalingPolicy': scalableTarget,
  'application-autoscaling:DeleteScalingPolicy': scalableTarget,
  'application-autoscaling:PutScheduledAction': scalableTarget,
  'application-autoscaling:DeleteScheduledAction': scalableTarget,
  'events:PutRule': rule,
  'events:DeleteRule': rule,
  'events:DescribeRule': rule,
  'events:PutTargets': rule,
  'events:RemoveTargets': rule,
  'events:ListTargetsByRule': rule,
  'events:EnableRule': rule,
  'events:DisableRule': rule,
  'ssm:AddTagsToResource': ssmThing,
  'ssm:RemoveTagsFromResource': ssmThing,
  'ssm:ListTagsForResource': ssmThing,
  'ssm:GetParameter': parameters,
  'ssm:GetParameters': parameters,
  'sqs:GetQueueAttributes': queue,
  'sqs:SetQueueAttributes': queue,
  'sqs:DeleteQueue': queue,
  'sqs:ListQueueTags': queue,
  'sqs:TagQueue': queue,
  'sqs:UntagQueue': queue,
  'autoscaling:CreateAutoScalingGroup': ({ region, input }) => [
    group(region, textOf(input, 'AutoScalingGroupName') ?? ''),
  ],
  'autoscaling:CreateOrUpdateTags': groups,
  'autoscaling:DeleteTags': groups,
};

/** The resources of a call that is in no way about what its fields are called after; nothing where it is. */
export function specialResources(
  call: ApiCall,
  action: string,
  memory: Memory,
): readonly string[] | undefined {
  const tagged = tagsOfOthers.test(call.operation) && call.service !== 'ec2' ? taggedResources(call) : [];
  return special[action]?.(call, memory) ?? (tagged.length > 0 ? tagged : undefined);
}

/** Operations on the tags of whatever a field names. */
const tagsOfOthers =
  /^(TagResource|UntagResource|ListTagsForResource|AddTags|RemoveTags|AddTagsToResource|RemoveTagsFromResource)$/;

function taggedResources({ input }: ApiCall): string[] {
  const fields = ['ResourceArn', 'ResourceArns', 'ResourceName', 'Resource'];
  return fields
    .flatMap((field) => named(input, field).flatMap(textsIn))
    .filter((text) => text.startsWith('arn:'));
}

function scalableTarget({ region, input, output }: ApiCall, memory: Memory): string[] {
  const id = textOf(input, 'ResourceId') ?? '';
  const made = textsIn(output).find((text) => text.includes(':scalable-target/'));
  const known = memory.nameOf('scalable-target', id) ?? made;
  if (made) memory.name('scalable-target', id, made);
  return [known ?? arn('application-autoscaling', region, 'scalable-target/*')];
}

function ssmThing({ region, input }: ApiCall): string[] {
  const id = (textOf(input, 'ResourceId') ?? '').replace(/^\//, '');
  return [arn('ssm', region, `${(textOf(input, 'ResourceType') ?? '').toLowerCase()}/${id}`)];
}

/** Those that AWS publishes are of no account. */
function parameters({ region, input }: ApiCall): string[] {
  const names = [...named(input, 'Name'), ...named(input, 'Names')].flatMap(textsIn);
  return names.map((name) =>
    name.startsWith('/aws/service/')
      ? `arn:aws:ssm:${region}::parameter${name}`
      : arn('ssm', region, `parameter/${name.replace(/^\//, '')}`),
  );
}

function queue({ region, input }: ApiCall): string[] {
  return [arn('sqs', region, lastOf(textOf(input, 'QueueUrl') ?? ''))];
}

function groups({ region, input }: ApiCall): string[] {
  const ids = [...new Set(named(input, 'ResourceId').flatMap(textsIn))];
  return ids.map((id) => group(region, id));
}

/** A group's ARN has an id that only its answers say. */
function group(region: string, name: string): string {
  const id = '00000000-0000-0000-0000-000000000000';
  return arn('autoscaling', region, `autoScalingGroup:${id}:autoScalingGroupName/${name}`);
}

/** On the default bus, which has no part in the ARNs of its rules. */
function rule({ region, input }: ApiCall): string[] {
  return [arn('events', region, `rule/${textOf(input, 'Rule', 'Name')}`)];
}

const lastOf = (text: string) => text.split(/[:/]/).pop() ?? '';
