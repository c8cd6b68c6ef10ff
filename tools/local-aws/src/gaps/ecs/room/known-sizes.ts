import {
  instanceTypeOf,
  NodePool,
  registeredBy,
  taskSize,
  TaskSize,
  WrittenContainer,
} from '@dotkom/outlook/placement';
import { AwsRequest, formOf } from '../../../proxy/aws-request';
import { isObject, Json, JsonObject, jsonOf, objectsIn, text } from '../../../proxy/json';
import { contentOf } from '../../../proxy/xml';
import { actions, Gap } from '../../gap';
import { lastPart } from '../service-memory';

interface Group {
  readonly min: number;
  readonly max: number;
  readonly template: string;
  readonly subnets: readonly string[];
}

/** The node pools that were made, which tasks would be placed on if there were instances, and what tasks take. */
export class KnownSizes {
  /** User data and instance types, by the template's id. */
  readonly templates = new Map<string, { readonly instanceType: string; readonly userData: string }>();
  readonly groups = new Map<string, Group>();
  readonly providers = new Map<string, JsonObject>();
  /** What a task takes, by the ARN of its task definition. */
  readonly tasks = new Map<string, TaskSize>();

  /** The pool of a capacity provider; none when something of it is not known, such as the size of its instances. */
  poolOf(provider: string): NodePool | undefined {
    const settings = this.providers.get(provider);
    const group = this.groups.get(lastPart(text(settings?.['autoScalingGroupArn']) ?? ''));
    const template = this.templates.get(group?.template ?? '');
    if (!settings || !group || !template) return undefined;
    try {
      const type = instanceTypeOf(template.instanceType, provider);
      const { managedScaling } = settings;
      const scales = isObject(managedScaling) && managedScaling['status'] === 'ENABLED';
      return {
        name: provider,
        address: provider,
        construct: provider,
        architecture: type.architecture,
        instanceType: template.instanceType,
        min: group.min,
        max: group.max,
        targetCapacity: scales ? Number(managedScaling['targetCapacity'] ?? 100) : undefined,
        replacementPercent: 200,
        zones: group.subnets, // A subnet is in one zone, and pools have one in each.
        registered: registeredBy(type, reservedMemory(template.userData)),
      };
    } catch {
      return undefined; // A type of instance that nobody wrote down is not looked into.
    }
  }
}

/**
 * Remembers how large pools and tasks are, as it goes by.
 *
 * @param changed is called when a pool has changed.
 */
export function sizesSeen(sizes: KnownSizes, changed: () => Promise<void>): Gap {
  return {
    name: 'Node pools and tasks: their sizes',
    reason: 'moto starts no instance that tasks are placed on, so that what fits nowhere would run here.',
    handles: (request) =>
      actions('ec2', 'CreateLaunchTemplate', 'CreateLaunchTemplateVersion')(request) ||
      actions('autoscaling', 'CreateAutoScalingGroup', 'UpdateAutoScalingGroup')(request) ||
      actions('ecs', 'CreateCapacityProvider', 'UpdateCapacityProvider', 'RegisterTaskDefinition')(request),
    async fill(request, next) {
      const answer = await next(request);
      if (answer.status !== 200) return answer;
      if (request.action === 'RegisterTaskDefinition') rememberTask(sizes, jsonOf(answer)['taskDefinition']);
      else if (request.service === 'ecs') rememberProvider(sizes, request);
      else if (request.service === 'autoscaling') rememberGroup(sizes, formOf(request.body));
      else rememberTemplate(sizes, formOf(request.body), answer.body.toString('utf8'));
      if (request.service === 'autoscaling') await changed();
      return answer;
    },
  };
}

function rememberTask({ tasks }: KnownSizes, taskDefinition: Json | undefined): void {
  if (!isObject(taskDefinition)) return;
  const { taskDefinitionArn, containerDefinitions, cpu, memory, networkMode } = taskDefinition;
  const said = (value: unknown) => (value === undefined || value === null ? undefined : Number(value));
  const size = taskSize({
    containers: objectsIn(containerDefinitions) as readonly WrittenContainer[],
    cpu: said(cpu),
    memory: said(memory),
    networkMode: text(networkMode),
  });
  tasks.set(String(taskDefinitionArn), size);
}

function rememberProvider({ providers }: KnownSizes, request: AwsRequest): void {
  const { name, autoScalingGroupProvider: settings } = jsonOf(request);
  if (!isObject(settings)) return;
  const key = text(name) ?? '';
  providers.set(key, { ...providers.get(key), ...settings });
}

function rememberGroup({ groups }: KnownSizes, form: URLSearchParams): void {
  const name = form.get('AutoScalingGroupName') ?? '';
  const known = groups.get(name);
  const subnets = form.get('VPCZoneIdentifier');
  groups.set(name, {
    min: Number(form.get('MinSize') ?? known?.min ?? 0),
    max: Number(form.get('MaxSize') ?? known?.max ?? 0),
    template: form.get('LaunchTemplate.LaunchTemplateId') ?? known?.template ?? '',
    subnets: subnets?.split(',') ?? known?.subnets ?? [],
  });
}

function rememberTemplate({ templates }: KnownSizes, form: URLSearchParams, answer: string): void {
  const id = contentOf(answer, 'launchTemplateId') ?? '';
  const known = templates.get(id);
  templates.set(id, {
    instanceType: form.get('LaunchTemplateData.InstanceType') ?? known?.instanceType ?? '',
    userData: form.get('LaunchTemplateData.UserData') ?? known?.userData ?? '',
  });
}

function reservedMemory(userData: string): number {
  const script = Buffer.from(userData, 'base64').toString('utf8');
  return Number(/^ECS_RESERVED_MEMORY=(\d+)$/m.exec(script)?.[1] ?? 0);
}

/** The capacity provider that a service names. */
export function providerOf(sent: JsonObject): string | undefined {
  return text(objectsIn(sent['capacityProviderStrategy'])[0]?.['capacityProvider']);
}
