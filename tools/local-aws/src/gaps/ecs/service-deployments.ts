import { accountId } from '../../proxy/account';
import { AwsAnswer } from '../../proxy/aws-request';
import { jsonAnswer, JsonObject, jsonOf, stringsIn, text } from '../../proxy/json';
import { actions, Gap } from '../gap';
import { keyOfArn, keyOfRequest, Deployment, ServiceMemory } from './service-memory';

/** The history of deployments, from which newer providers and people tell a rollback from a success. */
export function ecsServiceDeployments(memory: ServiceMemory): Gap {
  return {
    name: 'ECS service deployments and revisions',
    reason:
      'moto lacks the actions; newer AWS providers follow a deployment with them, and a deploy reads a rollback there.',
    handles: actions(
      'ecs',
      'ListServiceDeployments',
      'DescribeServiceDeployments',
      'DescribeServiceRevisions',
    ),
    async fill(request): Promise<AwsAnswer> {
      const body = jsonOf(request);
      if (request.action === 'ListServiceDeployments') {
        const key = keyOfRequest(request);
        const arn = arnOfKey(key);
        const deployments = memory.services.get(key)?.deployments ?? [];
        return jsonAnswer({ serviceDeployments: deployments.map((deployment) => brief(arn, deployment)) });
      }
      const arns = stringsIn(body['serviceDeploymentArns'] ?? body['serviceRevisionArns']);
      const found = arns.flatMap((arn) => {
        const key = keyOfArn(arn);
        const deployment = memory.services
          .get(key)
          ?.deployments.find(({ id }) => idOf(id) === arn.split('/').at(-1));
        return deployment ? [{ arn: arnOfKey(key), deployment }] : [];
      });
      if (request.action === 'DescribeServiceDeployments') {
        return jsonAnswer({
          serviceDeployments: found.map(({ arn, deployment }) => inFull(arn, deployment)),
          failures: [],
        });
      }
      return jsonAnswer({
        serviceRevisions: found.map(({ arn, deployment }) => revision(memory, arn, deployment)),
        failures: [],
      });
    },
  };
}

function arnOfKey(key: string): string {
  const [region, cluster, service] = key.split('/');
  return `arn:aws:ecs:${region}:${accountId}:service/${cluster}/${service}`;
}

function idOf(deploymentId: string): string {
  return deploymentId.replace('ecs-svc/', '');
}

function arnOf(
  serviceArn: string,
  kind: 'service-deployment' | 'service-revision',
  deploymentId: string,
): string {
  return `${serviceArn.replace(':service/', `:${kind}/`)}/${idOf(deploymentId)}`;
}

function clusterOf(serviceArn: string): string {
  return serviceArn.replace(':service/', ':cluster/').split('/').slice(0, 2).join('/');
}

function brief(serviceArn: string, { id, at, endedAt, outcome, reason }: Deployment): JsonObject {
  return {
    serviceDeploymentArn: arnOf(serviceArn, 'service-deployment', id),
    serviceArn,
    clusterArn: clusterOf(serviceArn),
    createdAt: at,
    startedAt: at,
    finishedAt: endedAt,
    targetServiceRevisionArn: arnOf(serviceArn, 'service-revision', id),
    status: outcome,
    statusReason: reason,
  };
}

function inFull(serviceArn: string, deployment: Deployment): JsonObject {
  const { targetServiceRevisionArn, ...shared } = brief(serviceArn, deployment);
  const { before, outcome, at, endedAt, reason, counts } = deployment;
  const wasTriggered = outcome.startsWith('ROLLBACK');
  const revisionBefore = before && arnOf(serviceArn, 'service-revision', before);
  return {
    ...shared,
    updatedAt: endedAt ?? at,
    sourceServiceRevisions: revisionBefore ? [{ arn: revisionBefore }] : [],
    targetServiceRevision: { arn: text(targetServiceRevisionArn) },
    ...(wasTriggered &&
      revisionBefore && { rollback: { reason, startedAt: at, serviceRevisionArn: revisionBefore } }),
    deploymentCircuitBreaker: {
      status: wasTriggered ? 'TRIGGERED' : outcome === 'SUCCESSFUL' ? 'MONITORING_COMPLETE' : 'MONITORING',
      failureCount: counts?.failed ?? 0,
      threshold: 3,
    },
  };
}

function revision(
  memory: ServiceMemory,
  serviceArn: string,
  { id, at, taskDefinition }: Deployment,
): JsonObject {
  const { capacityProviderStrategy, loadBalancers } = memory.services.get(keyOfArn(serviceArn))?.sent ?? {};
  return {
    serviceRevisionArn: arnOf(serviceArn, 'service-revision', id),
    serviceArn,
    clusterArn: clusterOf(serviceArn),
    taskDefinition,
    createdAt: at,
    capacityProviderStrategy,
    loadBalancers,
  };
}
