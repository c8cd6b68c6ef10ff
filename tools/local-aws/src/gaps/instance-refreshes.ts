import { randomUUID } from 'node:crypto';
import { formOf } from '../proxy/aws-request';
import { escapeXml, xmlAnswer } from '../proxy/xml';
import { actions, Gap } from './gap';
import { namedFailure } from './missing-action';

const namespace = 'xmlns="http://autoscaling.amazonaws.com/doc/2011-01-01/"';

/** Instance refreshes have ended well at once; the instances stay as they are. */
export function instanceRefreshes(): Gap {
  /** Each as Auto Scaling describes it, the newest of a group first. */
  const refreshes = new Map<string, string[]>();
  return {
    name: 'Auto Scaling instance refreshes',
    reason: 'moto lacks them: no launch template of a group that refreshes its instances could be changed.',
    handles: actions(
      'autoscaling',
      ...['StartInstanceRefresh', 'DescribeInstanceRefreshes', 'CancelInstanceRefresh'],
    ),
    async fill(request) {
      const group = formOf(request.body).get('AutoScalingGroupName') ?? '';
      const key = `${request.region}/${group}`;
      const ofGroup = refreshes.get(key) ?? [];
      const answer = (result: string) =>
        xmlAnswer(
          `<${request.action}Response ${namespace}><${request.action}Result>${result}</${request.action}Result></${request.action}Response>`,
        );
      if (request.action === 'CancelInstanceRefresh') {
        const message = `No refresh of '${group}' is going on: here each has ended at once.`;
        return namedFailure(request, message, 'ActiveInstanceRefreshNotFound');
      }
      if (request.action === 'StartInstanceRefresh') {
        const id = randomUUID();
        refreshes.set(key, [described(id, group), ...ofGroup]);
        return answer(`<InstanceRefreshId>${id}</InstanceRefreshId>`);
      }
      return answer(`<InstanceRefreshes>${ofGroup.join('')}</InstanceRefreshes>`);
    },
  };
}

function described(id: string, group: string): string {
  const now = new Date().toISOString();
  return (
    `<member><InstanceRefreshId>${id}</InstanceRefreshId><AutoScalingGroupName>${escapeXml(group)}</AutoScalingGroupName>` +
    `<Status>Successful</Status><StartTime>${now}</StartTime><EndTime>${now}</EndTime>` +
    '<PercentageComplete>100</PercentageComplete><InstancesToUpdate>0</InstancesToUpdate></member>'
  );
}
