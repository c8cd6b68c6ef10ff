import { Construct } from 'constructs';
import { Alarm, awsName } from '@dotkom/stack';
import { CpuCreditsAlarm } from './cpu-credits-alarm';

export interface NodePoolAlarmsProps {
  readonly clusterName: string;
  readonly capacityProvider: string;
  readonly autoScalingGroupName: string;
  readonly topicArn: string;
}

/**
 * Tells when a node pool has no room for what should run, when a node cannot be emptied, and when its nodes are about to
 * be slowed down. A lost node wakes nobody: it is replaced. A pool without nodes is fine.
 *
 * @example
 * new NodePoolAlarms(this, 'arm64', { clusterName: cluster.name, ...pool, topicArn });
 */
export class NodePoolAlarms extends Construct {
  constructor(scope: Construct, id: string, props: NodePoolAlarmsProps) {
    super(scope, id);
    const { capacityProvider, clusterName, autoScalingGroupName: group, topicArn } = props;
    const dimensions = { AutoScalingGroupName: group };
    new Alarm(this, 'full', {
      name: awsName('alarm', [group, 'full']),
      summary: `For 15 minutes ${group} has had fewer nodes than its tasks need: tasks wait for room.`,
      runbook: 'node-pool-full',
      // 100 is "as many nodes as needed"; above it, tasks wait. Source: ECS developer guide, cluster auto scaling.
      metric: {
        namespace: 'AWS/ECS/ManagedScaling',
        name: 'CapacityProviderReservation',
        dimensions: { ClusterName: clusterName, CapacityProviderName: capacityProvider },
        statistic: 'Minimum',
      },
      when: { above: 100 },
      periods: 15,
      topicArn,
    });
    new Alarm(this, 'drain-stuck', {
      name: awsName('alarm', [group, 'drain-stuck']),
      summary: `A node of ${group} has been ending for 30 minutes: a task on it cannot move, and can hold it for 48 hours.`,
      runbook: 'drain-stuck',
      metric: {
        namespace: 'AWS/AutoScaling',
        name: 'GroupTerminatingInstances',
        dimensions,
        statistic: 'Minimum',
        periodSeconds: 300,
      },
      when: { above: 0 },
      periods: 6,
      topicArn,
    });
    new CpuCreditsAlarm(this, 'credits', {
      name: group,
      summary: `A node of ${group} has used up its CPU credits: everything on it becomes slow.`,
      of: { namespace: 'AWS/EC2', dimensions },
      creditsAnHour: 24,
      topicArn,
    });
  }
}
