import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { Service } from '@aws-sdk/client-ecs';
import { Account } from '../account/account';
import { clientConfig } from '../account/clients';
import { eventsSince } from './rollout';

/** The alarms by which ECS takes a deploy back. */
export class DeploymentAlarms {
  private readonly cloudWatch: CloudWatchClient;

  constructor(account: Account) {
    this.cloudWatch = new CloudWatchClient(clientConfig(account));
  }

  /**
   * How they are, a line each, where one of them ended a deploy; ECS says that it was an alarm and not which. One that rang
   * may be fine again by now.
   */
  async ofDeploy(service: Service, since: Date): Promise<string[]> {
    const AlarmNames = service.deploymentConfiguration?.alarms?.alarmNames ?? [];
    const wasEnded = eventsSince(service, since).some(({ message }) => message?.includes('alarm detected'));
    if (!wasEnded || AlarmNames.length === 0) return [];
    const { MetricAlarms = [] } = await this.cloudWatch.send(new DescribeAlarmsCommand({ AlarmNames }));
    return MetricAlarms.map(
      ({ AlarmName, AlarmDescription, StateValue }) =>
        `${StateValue === 'ALARM' ? 'rings' : 'is fine by now'}  ${AlarmName}: ${AlarmDescription}`,
    );
  }
}
