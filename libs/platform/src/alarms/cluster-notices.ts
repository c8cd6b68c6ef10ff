import { Construct } from 'constructs';
import { awsName, InfraStack, organisation } from '@dotkom/stack';
import { autoScalingEvents, EventNotice, EventPattern } from './event-notice';

export interface ClusterNoticesProps {
  /** The platform's name. */
  readonly name: string;
  readonly clusterName: string;
  /** The Auto Scaling groups of its nodes. */
  readonly autoScalingGroupNames: readonly string[];
  readonly topicArn: string;
}

/**
 * Tells when a deployment failed, when a service cannot start its tasks, and when a node could not be launched. Not when
 * a node's agent loses its connection: agents do so several times an hour and come back (docs/decisions/alarms.md).
 *
 * @example
 * new ClusterNotices(this, 'cluster', { name: 'platform-prod', clusterName: cluster.name, autoScalingGroupNames, topicArn });
 */
export class ClusterNotices extends Construct {
  private readonly props: ClusterNoticesProps;

  constructor(scope: Construct, id: string, props: ClusterNoticesProps) {
    super(scope, id);
    this.props = props;
    const { name, autoScalingGroupNames, topicArn } = props;
    const variables = { service: '$.resources[0]', event: '$.detail.eventName', reason: '$.detail.reason' };

    new EventNotice(this, 'deploy-failed', {
      name: awsName('event rule', [name, 'deploy-failed']),
      description: 'A deployment to the cluster failed',
      pattern: this.ofServices('ECS Deployment State Change', ['SERVICE_DEPLOYMENT_FAILED']),
      variables,
      message:
        'A deployment failed (<event>): <reason> Service: <service>. Where an earlier release was healthy, it runs again.',
      runbook: 'deploy-rolled-back',
      topicArn,
    });
    new EventNotice(this, 'tasks-do-not-start', {
      name: awsName('event rule', [name, 'tasks-do-not-start']),
      description: 'A service of the cluster cannot start its tasks',
      pattern: this.ofServices('ECS Service Action', [
        'SERVICE_TASK_PLACEMENT_FAILURE',
        'SERVICE_TASK_START_IMPAIRED',
        'SERVICE_TASK_CONFIGURATION_FAILURE',
      ]),
      variables,
      message: 'A service cannot start its tasks (<event>). Reason: <reason> Service: <service>.',
      runbook: 'tasks-do-not-start',
      topicArn,
    });
    new EventNotice(this, 'node-not-launched', {
      name: awsName('event rule', [name, 'node-not-launched']),
      description: 'A node could not be launched',
      pattern: autoScalingEvents(autoScalingGroupNames, ['EC2 Instance Launch Unsuccessful']),
      variables: {
        group: '$.detail.AutoScalingGroupName',
        status: '$.detail.StatusMessage',
        cause: '$.detail.Cause',
      },
      message: 'A node of <group> could not be launched: <status> <cause>',
      runbook: 'node-lost',
      topicArn,
    });
  }

  /** Events of deployments name no cluster but in the service's ARN. */
  private ofServices(detailType: string, eventNames: readonly string[]): EventPattern {
    const { accountId } = InfraStack.of(this);
    const { clusterName } = this.props;
    return {
      source: ['aws.ecs'],
      'detail-type': [detailType],
      resources: [{ prefix: `arn:aws:ecs:${organisation.region}:${accountId}:service/${clusterName}/` }],
      detail: { eventName: eventNames },
    };
  }
}
