import { ApiCall } from '../calls/api-call';
import { named, textOf, textsIn } from '../calls/values';
import { ActionReference, isOfType } from '../reference/reference';
import { Memory } from './memory';
import { Context } from './question';
import { tagKeysIn, tagsIn } from './tags';

/** What a call says of itself to policies, as far as AWS's reference knows it for the action and the resource. */
export function contextOf(
  call: ApiCall,
  reference: ActionReference,
  resource: string,
  memory: Memory,
  more: Context = {},
): Context {
  const ofResource = reference.resources.filter(({ template }) => isOfType(resource, template));
  const known = [...reference.conditionKeys, ...ofResource.flatMap(({ conditionKeys }) => conditionKeys)];
  const knows = (key: string) => known.some((each) => each.toLowerCase() === key.toLowerCase());
  const requested = tagsIn(call.input);
  const tagKeys = [...Object.keys(requested), ...tagKeysIn(call.input)];
  const own = Object.entries(serviceKeys(call)).filter(([key]) => knows(key));
  return {
    'aws:RequestedRegion': regionOf(call),
    ...(knows('aws:RequestTag/${TagKey}') && prefixed('aws:RequestTag', requested)),
    ...(knows('aws:TagKeys') && tagKeys.length > 0 && { 'aws:TagKeys': tagKeys }),
    ...(knows('aws:ResourceTag/${TagKey}') && prefixed('aws:ResourceTag', memory.tagsOf(resource))),
    ...Object.fromEntries(own),
    ...(call.service === 'iam' && boundary(call, resource, memory)),
    ...more,
  };
}

/** Services without regions are asked in us-east-1, wherever the request was signed for. */
function regionOf({ service, region }: ApiCall): string {
  return ['iam', 'route53', 'cloudfront', 'budgets'].includes(service) ? 'us-east-1' : region;
}

function prefixed(prefix: string, tags: Readonly<Record<string, string>>): Context {
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [`${prefix}/${key}`, value]));
}

/** The boundary that a role is made with or gets, or the one it has. */
function boundary({ operation, input }: ApiCall, resource: string, memory: Memory): Context {
  if (!bounded.includes(operation)) return {};
  const arn = textOf(input, 'PermissionsBoundary') ?? memory.boundaryOf(resource);
  return arn ? { 'iam:PermissionsBoundary': arn } : {};
}

/** For which AWS knows `iam:PermissionsBoundary`. */
const bounded = ['CreateRole', 'PutRolePermissionsBoundary', 'PutRolePolicy', 'DeleteRolePolicy'].concat(
  'AttachRolePolicy',
  'DetachRolePolicy',
  'DeleteRolePermissionsBoundary',
);

/** Keys of single services. */
function serviceKeys({ service, operation, input }: ApiCall): Context {
  const texts = (field: string) => named(input, field).flatMap(textsIn);
  const one = (key: string, field: string) =>
    Object.fromEntries(
      texts(field)
        .slice(0, 1)
        .map((text) => [key, text]),
    );
  if (service === 'route53' && operation === 'ChangeResourceRecordSets') {
    return {
      'route53:ChangeResourceRecordSetsRecordTypes': texts('Type').filter((type) => /^[A-Z]+$/.test(type)),
      'route53:ChangeResourceRecordSetsActions': texts('Action'),
      'route53:ChangeResourceRecordSetsNormalizedRecordNames': texts('Name').map((name) =>
        name.toLowerCase().replace(/\.$/, ''),
      ),
    };
  }
  if (service === 'iam') return one('iam:PolicyARN', 'PolicyArn');
  if (service === 'ecs')
    return { ...one('ecs:cluster', 'cluster'), ...one('ecs:task-definition', 'taskDefinition') };
  if (service === 'application-autoscaling') {
    return {
      ...one('application-autoscaling:service-namespace', 'ServiceNamespace'),
      ...one('application-autoscaling:scalable-dimension', 'ScalableDimension'),
    };
  }
  if (service === 'rds') return { ...prefixed('rds:req-tag', tagsIn(input)) };
  return {};
}
