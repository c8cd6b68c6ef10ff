import { AwsRequest, formOf } from '../proxy/aws-request';
import { childrenOf, contentOf, inside, layOver, mapElements, mapXml } from '../proxy/xml';
import { actions, Gap } from './gap';

/** Auto Scaling groups keep what they were given. */
export function autoScalingGroups(): Gap {
  const groups = new Map<string, string>();
  return {
    name: 'Auto Scaling groups',
    reason:
      'moto forgets the instance maintenance policy, the default instance warmup and the maximum lifetime.',
    handles: actions(
      'autoscaling',
      ...['Create', 'Update', 'Delete'].map((verb) => `${verb}AutoScalingGroup`),
      'DescribeAutoScalingGroups',
    ),
    async fill(request, next) {
      const answer = await next(request);
      if (answer.status !== 200) return answer;
      const form = formOf(request.body);
      const key = keyOf(request, form.get('AutoScalingGroupName'));
      if (request.action === 'DeleteAutoScalingGroup') groups.delete(key);
      else if (request.action !== 'DescribeAutoScalingGroups')
        groups.set(key, layOver(groups.get(key) ?? '', sentIn(form)));
      return mapXml(answer, (xml) => {
        const members = childrenOf(contentOf(xml, 'AutoScalingGroups') ?? '').map(({ whole }) => {
          const fromMoto = inside(whole);
          const sent = groups.get(keyOf(request, contentOf(fromMoto, 'AutoScalingGroupName') ?? null));
          return `<member>${layOver(fromMoto, sent ?? '')}</member>`;
        });
        return mapElements(
          xml,
          'AutoScalingGroups',
          () => `<AutoScalingGroups>${members.join('')}</AutoScalingGroups>`,
        );
      });
    },
  };
}

function keyOf({ region }: AwsRequest, name: string | null): string {
  return `${region}/${name}`;
}

/** What moto forgets of a request, as Auto Scaling answers it; -1 and 0 take a setting away. */
function sentIn(form: URLSearchParams): string {
  const element = (name: string, value: string | null) =>
    value === null ? '' : `<${name}>${value}</${name}>`;
  const policy = ['MinHealthyPercentage', 'MaxHealthyPercentage']
    .map((bound) => element(bound, form.get(`InstanceMaintenancePolicy.${bound}`)))
    .join('');
  return (
    element('InstanceMaintenancePolicy', policy === '' || policy.includes('>-1<') ? null : policy) +
    element('DefaultInstanceWarmup', form.get('DefaultInstanceWarmup')) +
    element('MaxInstanceLifetime', form.get('MaxInstanceLifetime'))
  );
}

/** Lifecycle hooks are told nobody when nobody was named. */
export function autoScalingLifecycleHooks(): Gap {
  const hooks = new Map<string, URLSearchParams>();
  return {
    name: 'Auto Scaling lifecycle hooks',
    reason: 'moto invents a notification target and a role for every hook: the next plan takes them away.',
    handles: actions('autoscaling', 'PutLifecycleHook', 'DescribeLifecycleHooks'),
    async fill(request, next) {
      const form = formOf(request.body);
      const keyFor = (group: string | null | undefined, hook: string | null | undefined) =>
        `${request.region}/${group}/${hook}`;
      if (request.action === 'PutLifecycleHook') {
        hooks.set(keyFor(form.get('AutoScalingGroupName'), form.get('LifecycleHookName')), form);
        return next(request);
      }
      return mapXml(await next(request), (xml) =>
        mapElements(xml, 'member', (member) => {
          const sent = hooks.get(
            keyFor(contentOf(member, 'AutoScalingGroupName'), contentOf(member, 'LifecycleHookName')),
          );
          return ['NotificationTargetARN', 'RoleARN', 'NotificationMetadata'].reduce(
            (left, name) =>
              mapElements(left, name, () => (sent?.get(name) ? `<${name}>${sent.get(name)}</${name}>` : '')),
            member,
          );
        }),
      );
    },
  };
}
